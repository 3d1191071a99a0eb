/**
 * Whether two secrets are the same, in a time that says nothing of where they differ or how long the expected one is:
 * what is compared is what a key nobody knows makes of them.
 */
export async function isSameSecret(given: string, expected: string): Promise<boolean> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', crypto.getRandomValues(new Uint8Array(32)), hmac, false, [
    'sign',
  ]);
  const [a, b] = await Promise.all(
    [given, expected].map((text) => crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))),
  );
  const [one, other] = [new Uint8Array(a ?? []), new Uint8Array(b ?? [])];
  return one.reduce((difference, byte, at) => difference | (byte ^ (other[at] ?? 0)), 0) === 0;
}

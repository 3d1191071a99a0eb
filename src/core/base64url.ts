const LAST_OF_TWO = /[AQgw]$/;
const LAST_OF_THREE = /[AEIMQUYcgkosw048]$/;

export function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

export function decode(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Whether `text` is the one spelling of its bytes (RFC 4648 without padding, unused bits zero). */
export function isCanonical(text: string): boolean {
  if (!/^[\w-]+$/.test(text)) return false;
  if (text.length % 4 === 1) return false;
  if (text.length % 4 === 2) return LAST_OF_TWO.test(text);
  return text.length % 4 === 0 || LAST_OF_THREE.test(text);
}

/** A fresh identifier of `size` random bytes. */
export function randomId(size: number): string {
  return encode(crypto.getRandomValues(new Uint8Array(size)));
}

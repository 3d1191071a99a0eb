const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Other ways to write the same credential: what a list of dead token strings, or of their hashes, would not know. */
export function respellings(token: string): { name: string; headers: Record<string, string> }[] {
  return [
    { name: 'as a bearer token', headers: { authorization: `Bearer ${token}` } },
    { name: 'unused bit flipped', headers: { authorization: `Bearer ${flipLastBit(token)}` } },
    { name: 'padded', headers: { authorization: `bearer ${token}==` } },
  ];
}

/** The last bits of a signature's base64 stand for nothing: lax decoders read the same signature. */
function flipLastBit(token: string): string {
  const last = ALPHABET.indexOf(token.slice(-1));
  return token.slice(0, -1) + ALPHABET.charAt(last ^ 1);
}

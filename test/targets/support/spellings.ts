const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The order of the curve P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The same signature in other letters: the last one has bits that mean nothing. */
export function flipped(token: string): string {
  const last = ALPHABET.indexOf(token.slice(-1));
  return token.slice(0, -1) + ALPHABET[last ^ 1];
}

/** Another signature for the same text: (r, n - s) verifies whenever (r, s) does. */
export function twin(token: string): string {
  const [header, payload, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  const other = (ORDER - s).toString(16).padStart(64, '0');
  const replaced = Buffer.concat([bytes.subarray(0, 32), Buffer.from(other, 'hex')]);
  return `${header}.${payload}.${replaced.toString('base64url')}`;
}

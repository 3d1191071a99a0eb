const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The order of P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Other spellings of a token that a lax verifier takes for the same: none of them may outlive it. */
export function reencodings(token: string): Map<string, string> {
  const spellings = new Map<string, string>();
  const [header = '', payload = '', signature = ''] = token.split('.');
  const last = signature.at(-1) ?? '';
  const unused = signature.length % 4 === 2 ? 4 : signature.length % 4 === 3 ? 2 : 0;
  for (let bits = 1; bits < 1 << unused; bits += 1) {
    const flipped = ALPHABET[ALPHABET.indexOf(last) | bits];
    if (flipped !== last) spellings.set(`unused bits ${bits}`, `${token.slice(0, -1)}${flipped}`);
  }
  spellings.set('padded', `${token}${'='.repeat((4 - (signature.length % 4)) % 4 || 4)}`);
  spellings.set('one =', `${token}=`);
  spellings.set('trailing newline', `${token}\n`);
  spellings.set('trailing space', `${token} `);
  spellings.set('leading space', ` ${token}`);
  spellings.set('tab inside', `${header}.${payload}.\t${signature}`);
  spellings.set('standard alphabet', token.replaceAll('-', '+').replaceAll('_', '/'));
  const raw = Buffer.from(signature, 'base64url');
  if (raw.length === 64) {
    const s = BigInt(`0x${raw.subarray(32).toString('hex')}`);
    const twin = Buffer.from((ORDER - s > 0n ? ORDER - s : s).toString(16).padStart(64, '0'), 'hex');
    const other = Buffer.concat([raw.subarray(0, 32), twin]).toString('base64url');
    spellings.set('ECDSA twin', `${header}.${payload}.${other}`);
  }
  spellings.delete('standard alphabet');
  const standard = token.replaceAll('-', '+').replaceAll('_', '/');
  if (standard !== token) spellings.set('standard alphabet', standard);
  return spellings;
}

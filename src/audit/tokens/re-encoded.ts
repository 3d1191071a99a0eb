import { readJwt } from './jwt.ts';

/** A credential written in another way that some verifiers take for the same one. */
export interface ReEncoded {
  /** "last character changed" */
  readonly how: string;
  readonly value: string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The order n of the curves, by the `alg` that uses them. */
const ORDERS: Readonly<Record<string, bigint>> = {
  ES256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  ES384: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
};

/**
 * Every re-encoding of a credential that may still verify, made without its key. A denylist that holds the text of a token, or a
 * hash of it, knows none of them.
 */
export function reEncodings(value: string): ReEncoded[] {
  const made: ReEncoded[] = [];
  const flipped = lastFlipped(value);
  if (flipped !== undefined) made.push({ how: 'last character changed', value: flipped });
  const padded = withPadding(value);
  if (padded !== undefined) made.push({ how: 'padded', value: padded });
  const twin = ecdsaTwin(value);
  if (twin !== undefined) made.push({ how: 'other ECDSA signature', value: twin });
  return made;
}

/** The last character of base64url text has two or four bits that mean nothing, unless its length is a multiple of four. */
function lastFlipped(value: string): string | undefined {
  const last = value.slice(value.lastIndexOf('.') + 1);
  if (!/^[\w-]{16,}$/.test(last)) return undefined;
  const unused = [0, 0, 4, 2][last.length % 4] ?? 0;
  const code = ALPHABET.indexOf(last.at(-1) ?? '');
  return unused === 0 || code < 0 ? undefined : value.slice(0, -1) + (ALPHABET[code ^ 1] ?? '');
}

/** Lenient decoders skip what base64url leaves out, and more. */
function withPadding(value: string): string | undefined {
  const last = value.slice(value.lastIndexOf('.') + 1);
  if (!/^[\w-]{16,}$/.test(last)) return undefined;
  return value + '='.repeat((4 - (last.length % 4)) % 4 || 1);
}

/** Where (r, s) verifies, (r, n − s) does too. */
function ecdsaTwin(value: string): string | undefined {
  const jwt = readJwt(value);
  const order = ORDERS[String(jwt?.header['alg'])];
  if (!jwt || order === undefined) return undefined;
  const bytes = Buffer.from(jwt.parts[2], 'base64url');
  const half = bytes.length / 2;
  const s = BigInt(`0x${bytes.subarray(half).toString('hex') || '0'}`);
  if (s <= 0n || s >= order) return undefined;
  const other = Buffer.from((order - s).toString(16).padStart(half * 2, '0'), 'hex');
  const signature = Buffer.concat([bytes.subarray(0, half), other]).toString('base64url');
  return [jwt.parts[0], jwt.parts[1], signature].join('.');
}

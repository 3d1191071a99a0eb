import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import { decode } from './base64url.ts';
import { ConfigError } from './errors.ts';

/** The signature algorithms Curfew issues with. EdDSA (Ed25519) is the default. */
export type Algorithm = 'EdDSA' | 'ES256' | 'RS256';

/** A private key as JWK (RFC 7517). `kid` and `alg` are filled in when they are missing. */
export type SigningKey = JWK;

/** The keys of an issuer, newest first: the first signs, all verify. One alone needs no list. */
export type KeyList = SigningKey | readonly SigningKey[];

/** The keys of an issuer, or a function that reads them, and is asked again so that they can change. */
export type Keys = KeyList | (() => KeyList | Promise<KeyList>);

/** A key in use: imported once, for one algorithm. */
export interface ActiveKey {
  readonly kid: string;
  readonly alg: Algorithm;
  /** Absent on a key that only verifies. */
  readonly signing?: CryptoKey;
  readonly verifying: CryptoKey;
  readonly public: JWK;
  /** HMAC key for refresh tokens, derived from the private part. */
  readonly refresh?: CryptoKey;
}

/** A new private key, ready for `issuer.keys`. Keep it secret: whoever has it can sign tokens. */
export async function generateKey(alg: Algorithm = 'EdDSA'): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 3072 });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg, use: 'sig' };
}

/** The keys as a list. Checks what can be seen without importing them, so that a wrong one fails at boot. */
export function checkKeys(given: KeyList): readonly SigningKey[] {
  const keys = isList(given) ? given : [given];
  if (given === undefined || keys.length === 0) {
    throw new ConfigError('issuer.keys is empty: create a key with `curfew keys` or generateKey()');
  }
  keys.forEach((key, index) => {
    const alg = algorithmOf(key);
    if (alg === undefined) {
      throw new ConfigError(
        `issuer.keys[${index}] is neither Ed25519, P-256 nor RSA. Symmetric keys are refused: everybody who could verify could also sign`,
      );
    }
    if (key.alg !== undefined && key.alg !== alg) {
      throw new ConfigError(
        `issuer.keys[${index}] has alg ${JSON.stringify(key.alg)}, its type makes it ${alg}`,
      );
    }
    if (alg === 'RS256' && (key.n ?? '').length < 342) {
      throw new ConfigError(`issuer.keys[${index}] is an RSA key below 2048 bits`);
    }
  });
  if (typeof keys[0]?.d !== 'string') {
    throw new ConfigError('issuer.keys[0] has no private part: the first key is the one that signs');
  }
  const twice = keys.findIndex(
    (key, index) => key.kid !== undefined && keys.findIndex(({ kid }) => kid === key.kid) < index,
  );
  if (twice >= 0) throw new ConfigError(`issuer.keys[${twice}] has the kid of another key`);
  return keys;
}

function isList(given: KeyList): given is readonly SigningKey[] {
  return Array.isArray(given);
}

/** Imports keys for use. Throws `ConfigError` for a key that cannot be imported or a `kid` used twice. */
export async function activate(keys: KeyList): Promise<readonly ActiveKey[]> {
  const active = await Promise.all(checkKeys(keys).map(activateOne));
  const twice = active.find((key, index) => active.findIndex((other) => other.kid === key.kid) !== index);
  if (twice) throw new ConfigError(`two of issuer.keys have the kid ${JSON.stringify(twice.kid)}`);
  return active;
}

async function activateOne(jwk: SigningKey): Promise<ActiveKey> {
  const alg = algorithmOf(jwk);
  if (alg === undefined) throw new ConfigError('a key of issuer.keys has an unknown type');
  const kid = jwk.kid ?? (await calculateJwkThumbprint(jwk));
  const open = publicPart(jwk);
  try {
    const verifying = (await importJWK(open, alg)) as CryptoKey;
    const common = { kid, alg, verifying, public: { ...open, kid, alg, use: 'sig' } };
    if (jwk.d === undefined) return common;
    const { key_ops: _, ...secret } = jwk;
    return {
      ...common,
      signing: (await importJWK(secret, alg)) as CryptoKey,
      refresh: await refreshKey(jwk.d),
    };
  } catch (cause) {
    throw new ConfigError(`the key ${JSON.stringify(kid)} of issuer.keys cannot be imported`, { cause });
  }
}

function algorithmOf(key: SigningKey): Algorithm | undefined {
  if (key?.kty === 'OKP' && key.crv === 'Ed25519') return 'EdDSA';
  if (key?.kty === 'EC' && key.crv === 'P-256') return 'ES256';
  return key?.kty === 'RSA' ? 'RS256' : undefined;
}

function publicPart({ kty, crv, x, y, n, e }: SigningKey): JWK {
  const parts = Object.entries({ kty, crv, x, y, n, e });
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}

/** HKDF-SHA256 of the private exponent: a thief of the store alone can forge no refresh token. */
async function refreshKey(d: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', decode(d), 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('curfew refresh token 1');
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    material,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  );
}

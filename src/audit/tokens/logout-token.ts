import { constants, createHmac, createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { Inconclusive } from '../inconclusive.ts';
import type { Backchannel } from '../plan.ts';

/** The event that makes a JWT a logout token. */
export const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

export type Claims = Readonly<Record<string, unknown>>;

/** Signs logout tokens as the provider does, and as it never would. */
export class LogoutTokens {
  readonly #plan: Backchannel;

  constructor(plan: Backchannel) {
    this.#plan = plan;
  }

  /** What a good token claims: for two minutes, as OpenID recommends. `who` has `sub`, `sid` or both. */
  claims(who: Claims): Claims {
    const now = Math.floor(Date.now() / 1000);
    const { issuer: iss, audience: aud } = this.#plan;
    return { iss, aud, iat: now, exp: now + 120, jti: randomUUID(), events: { [EVENT]: {} }, ...who };
  }

  /** Throws `Inconclusive` when the plan's key cannot sign by the plan's algorithm. */
  sign(claims: Claims, header: Claims = {}): string {
    const { key } = this.#plan;
    return this.#signed(claims, header, (text) => signature(this.#plan.algorithm, key, text));
  }

  /** Signed with another key of the same kind. */
  forge(claims: Claims, key: KeyObject, header: Claims = {}): string {
    const jwk = key.export({ format: 'jwk' });
    return this.#signed(claims, header, (text) => signature(this.#plan.algorithm, jwk, text));
  }

  unsigned(claims: Claims): string {
    return this.#signed(claims, { alg: 'none' }, () => Buffer.alloc(0));
  }

  /** With HS256 and the public key, as its PEM text, for the secret. Undefined when there is no public key. */
  withPublicKeyAsSecret(claims: Claims): string | undefined {
    const { key } = this.#plan;
    if (key['kty'] === 'oct') return undefined;
    const pem = createPublicKey({ key, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    return this.#signed(claims, { alg: 'HS256' }, (text) => createHmac('sha256', pem).update(text).digest());
  }

  #signed(claims: Claims, header: Claims, by: (text: string) => Buffer): string {
    const { algorithm: alg, key } = this.#plan;
    const kid = key['kid'] === undefined ? {} : { kid: key['kid'] };
    const text = [{ alg, typ: 'logout+jwt', ...kid, ...header }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${text}.${by(text).toString('base64url')}`;
  }
}

function signature(algorithm: string, jwk: JsonWebKey, text: string): Buffer {
  const [, family = '', bits = ''] = /^(RS|PS|ES|HS)(256|384|512)$/.exec(algorithm) ?? [];
  const data = Buffer.from(text);
  try {
    if (family === 'HS') {
      return createHmac(`sha${bits}`, Buffer.from(jwk.k ?? '', 'base64url'))
        .update(data)
        .digest();
    }
    const key = createPrivateKey({ key: jwk, format: 'jwk' });
    if (family !== '' && key.asymmetricKeyType !== (family === 'ES' ? 'ec' : 'rsa'))
      throw new TypeError('key');
    if (/^(?:EdDSA|Ed25519|Ed448)$/.test(algorithm)) return sign(null, data, key);
    if (family === '')
      throw new Inconclusive(`The algorithm ${algorithm} of "backchannel" is not known here`);
    if (family === 'ES') return sign(`sha${bits}`, data, { key, dsaEncoding: 'ieee-p1363' });
    if (family === 'RS') return sign(`sha${bits}`, data, key);
    const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
    return sign(`sha${bits}`, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
  } catch (error) {
    if (error instanceof Inconclusive) throw error;
    throw new Inconclusive(
      `The key of "backchannel" cannot sign by ${algorithm}: is it a private key, as JWK?`,
    );
  }
}

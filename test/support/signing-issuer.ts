import { CompactSign, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import type { Clock, TrustedIssuer } from '../../src/index.ts';

/** An issuer whose key is known beforehand, by a clock that a test moves: nothing is fetched. */
export class SigningIssuer {
  readonly issuer = 'https://login.test';
  readonly trust: TrustedIssuer;
  readonly #key: CryptoKey;
  readonly #clock: Clock;

  private constructor(clock: Clock, key: CryptoKey, open: JWK) {
    this.#clock = clock;
    this.#key = key;
    this.trust = { issuer: this.issuer, audience: 'api', key: open };
  }

  static async with(clock: Clock): Promise<SigningIssuer> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    return new SigningIssuer(clock, privateKey, { ...(await exportJWK(publicKey)), alg: 'ES256' });
  }

  /** Signs an access token of alice for five minutes; `claims` take the place of what it says, undefined for nothing. */
  token(claims: Record<string, unknown> = {}, typ: string = 'at+jwt'): Promise<string> {
    const iat = Math.floor(this.#clock.now() / 1_000);
    const all = { iss: this.issuer, aud: 'api', sub: 'alice', iat, exp: iat + 300, jti: crypto.randomUUID() };
    const text = JSON.stringify({ ...all, ...claims });
    return new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'ES256', typ })
      .sign(this.#key);
  }

  /** Signs a logout token for `web`. */
  logoutToken(claims: Record<string, unknown> = {}): Promise<string> {
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    return this.token({ aud: 'web', events, ...claims }, 'logout+jwt');
  }

  /** Signs a security event for `web`, about alice. */
  eventToken(claims: Record<string, unknown> = {}): Promise<string> {
    const events = { 'https://schemas.openid.net/secevent/caep/event-type/session-revoked': {} };
    const subject = { format: 'iss_sub', iss: this.issuer, sub: 'alice' };
    const none = { sub: undefined, exp: undefined };
    return this.token({ ...none, aud: 'web', events, sub_id: subject, ...claims }, 'secevent+jwt');
  }
}

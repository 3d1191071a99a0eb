import { CompactSign } from 'jose';
import { randomId } from './base64url.ts';
import { ConfigError, TokenInvalid } from './errors.ts';
import { headerOf, isRecord, LONGEST_TOKEN, looksLikeJwt, mediaType, payloadOf, isSeconds } from './jws.ts';
import type { Keyring } from './keyring.ts';
import { LONGEST_LIFETIME } from './limits.ts';
import { formatPosition, parsePosition, type Position } from './position.ts';
import type { Bearer } from './revocation.ts';
import type { NewSession } from './session.ts';

const TYPE = 'at+jwt';
/**
 * Header parameters that bring or point at a key, compress, or change what is signed: never followed (RFC 8725, 3.10). A
 * thumbprint (`x5t`) is a name, as `kid` is, and Entra and AD FS write one: it is not looked at.
 */
export const FORBIDDEN: readonly string[] = ['crit', 'b64', 'jwk', 'jku', 'x5c', 'x5u', 'zip', 'enc'];

/** The log that a token is bound to, and how far that log had got when it was minted. */
interface Bond {
  readonly incarnation: string;
  readonly minted: Position;
}

/** An access token that is genuine, whether or not it is still alive. */
export interface VerifiedToken extends Bearer {
  /** ms since the epoch. */
  readonly issuedAt: number;
  /** ms since the epoch. */
  readonly expiresAt: number;
  /** The log it can be revoked in; what another issuer signed knows of none. */
  readonly bond?: Bond;
  /** Whether a token of another issuer says to which session it belongs. */
  readonly hasSession?: boolean;
  /** Until when the proof is good that it is genuine, where somebody else gave it, ms since the epoch. */
  readonly askAgainAt?: number;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Issues and reads access tokens: JWTs of the shape of RFC 9068, bound to the log they can be revoked in. */
export class AccessTokens {
  readonly issuer: string;
  readonly #audience: readonly string[];
  readonly #lifetime: number;
  readonly #keyring: Keyring;

  /** `lifetime` is in ms. */
  constructor(issuer: string, audience: readonly string[], lifetime: number, keyring: Keyring) {
    this.issuer = issuer;
    this.#audience = audience;
    this.#lifetime = lifetime;
    this.#keyring = keyring;
  }

  /** A token for `session`, which began at `began` in the log of `incarnation`, minted at the place `minted`. */
  async mint(
    session: NewSession,
    log: { incarnation: string; began: Position; minted: Position },
    now: number,
  ): Promise<{ token: string; expiresAt: number }> {
    const key = await this.#keyring.signing();
    const exp = Math.floor(Math.min(now + this.#lifetime, session.expiresAt) / 1000);
    const claims = {
      ...session.claims,
      iss: this.issuer,
      sub: session.subject,
      aud: this.#audience.length === 1 ? this.#audience[0] : this.#audience,
      client_id: session.client ?? this.issuer,
      ...(session.tenant === undefined ? {} : { tenant: session.tenant }),
      iat: Math.floor(now / 1000),
      exp,
      auth_time: Math.floor(session.startedAt / 1000),
      jti: randomId(16),
      sid: session.id,
      inc: log.incarnation,
      rv: formatPosition(log.minted),
      rv0: formatPosition(log.began),
    };
    const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: key.alg, typ: TYPE, kid: key.kid })
      .sign(key.signing);
    if (token.length > LONGEST_TOKEN) {
      throw new ConfigError(`the token would be ${token.length} characters long; put less into claims`);
    }
    return { token, expiresAt: exp * 1000 };
  }

  /**
   * Proves that a token is ours: spelling, signature, type, issuer, audience and claims; not that it is alive.
   * Throws `TokenInvalid`. RFC 9068, 4 and RFC 8725. `anyAudience` is for ending what is ours, whoever it is for.
   */
  async read(token: string, options: { anyAudience?: boolean } = {}): Promise<VerifiedToken> {
    if (!looksLikeJwt(token)) throw new TokenInvalid('the token is not a JWT in its canonical spelling');
    const header = headerOf(token);
    if (FORBIDDEN.some((name) => name in header))
      throw new TokenInvalid('the token brings a header that is refused');
    if (mediaType(header.typ) !== TYPE) throw new TokenInvalid(`the token is not of type ${TYPE}`);
    const key = await this.#keyring.verifying(header.kid, header.alg);
    return this.#claims(await payloadOf(token, key), options.anyAudience === true);
  }

  /** Something to wait for when it is time to look whether the keys have changed. */
  keepKeysCurrent(): Promise<unknown> | undefined {
    return this.#keyring.keepCurrent();
  }

  #claims(claims: unknown, anyAudience: boolean): VerifiedToken {
    if (!isRecord(claims)) throw new TokenInvalid('the token has no claims');
    const { iss, sub, aud, client_id, tenant, iat, exp, jti, sid, inc } = claims;
    const began = parsePosition(claims['rv0']);
    const minted = parsePosition(claims['rv']);
    if (iss !== this.issuer) throw new TokenInvalid('the token is from another issuer');
    const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
    if (!anyAudience && !audiences.some((one) => typeof one === 'string' && this.#audience.includes(one))) {
      throw new TokenInvalid('the token is for another audience');
    }
    if (
      !isText(sub) ||
      !isText(jti) ||
      !isText(sid) ||
      !isText(inc) ||
      !isText(client_id) ||
      !began ||
      !minted
    ) {
      throw new TokenInvalid('the token lacks a claim without which it cannot be revoked');
    }
    if (!isSeconds(iat) || !isSeconds(exp) || exp <= iat || (exp - iat) * 1000 > LONGEST_LIFETIME)
      throw new TokenInvalid('the token has no usable lifetime');
    if (tenant !== undefined && !isText(tenant)) throw new TokenInvalid('the token names no usable tenant');
    return {
      issuer: this.issuer,
      token: jti,
      session: sid,
      subject: sub,
      client: client_id,
      ...(tenant === undefined ? {} : { tenant }),
      began,
      bond: { incarnation: inc, minted },
      issuedAt: iat * 1000,
      expiresAt: exp * 1000,
      claims: deepFreeze(claims),
    };
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 1_024;
}

/** The same, for good. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

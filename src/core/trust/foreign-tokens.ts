import { isRecord, isSeconds } from '../jws.ts';
import type { Clock } from '../clock.ts';
import { CurfewError, IssuerUnavailable, TokenInvalid } from '../errors.ts';
import { isId } from '../ids.ts';
import { LONGEST_LIFETIME, PAD } from '../limits.ts';
import { UNPLACED } from '../position.ts';
import { within, type Timers } from '../timers.ts';
import { deepFreeze, type VerifiedToken } from '../token.ts';
import { identityOf } from './identity.ts';
import { KeySet } from './key-set.ts';
import type { ForeignClaims, Trust, VerifyingIssuer } from './options.ts';
import { proved, type Types } from './prove.ts';
import { StatusLists } from './status-lists.ts';

/** What a token for an API may say it is. Another type is made for another use (RFC 8725, 3.11). */
const TYPES: Types = new Set([undefined, 'jwt', 'at+jwt']);

/** A verifier that takes longer has failed, ms. */
const DEADLINE = 3_000;
/** A verifier is asked about the same token again after this long, ms. */
const ASK_AGAIN = 60_000;

/** Reads the tokens of one issuer that is trusted. */
export class ForeignTokens {
  readonly issuer: string;
  readonly #trust: Trust;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #keys: KeySet | undefined;
  readonly #statuses: StatusLists;

  /** `changed` is called when a key of the issuer is not what it was. */
  constructor(trust: Trust, clock: Clock, timers: Timers, changed: () => void) {
    this.issuer = trust.issuer;
    this.#trust = trust;
    this.#clock = clock;
    this.#timers = timers;
    this.#keys = 'source' in trust ? new KeySet(trust, clock, timers, changed) : undefined;
    const uris = 'source' in trust ? trust.statusLists : [];
    this.#statuses = new StatusLists(trust.issuer, uris, this.prove.bind(this), clock, timers);
  }

  /**
   * The token, if it is this issuer's, and not whether it is alive. Undefined for one that its verifier does not know.
   * Throws `TokenInvalid` and `IssuerUnavailable`. `anyAudience` is for ending it, whoever it is for and whenever it is
   * to begin.
   */
  async read(text: string, options: { anyAudience?: boolean } = {}): Promise<VerifiedToken | undefined> {
    const trust = this.#trust;
    if ('source' in trust) {
      const claims = await this.prove(text, TYPES);
      if (options.anyAudience !== true) {
        checkAudience(claims, trust.audience);
        this.#checkBegun(claims);
      }
      const token = await this.#token(claims, text);
      // Whoever ends a token need not ask whether it is dead already; nor is a list fetched for one that has expired.
      if (options.anyAudience === true || this.#clock.now() >= token.expiresAt) return token;
      return { ...token, askAgainAt: await this.#statuses.check(claims) };
    }
    const claims = await this.#asked(trust, text);
    if (!claims) return undefined;
    if (options.anyAudience !== true) this.#checkBegun(claims);
    const askAgainAt = this.#clock.now() + ASK_AGAIN;
    return { ...(await this.#token(claims, text)), askAgainAt };
  }

  /** Whether it is asked about tokens that do not say whose they are. */
  get isVerifier(): boolean {
    return this.#keys === undefined;
  }

  /** Begins to fetch keys that are getting old; something to wait for when they are too old to be believed unasked. */
  keepCurrent(): Promise<unknown> | undefined {
    return this.#keys?.keepCurrent();
  }

  /**
   * The claims of something else that this issuer signed. `types` are what it may say it is, undefined for nothing.
   * Throws `TokenInvalid` and `IssuerUnavailable`.
   */
  async prove(text: string, types: Types, longest?: number): Promise<ForeignClaims> {
    const trust = this.#trust;
    if (!('source' in trust) || !this.#keys) throw new TokenInvalid('the issuer has no keys');
    return proved(text, this.#keys, { algorithms: trust.algorithms, types, longest });
  }

  /** What a verifier says, as the JSON that claims are: its own objects stay its own. */
  async #asked(trust: VerifyingIssuer, text: string): Promise<ForeignClaims | undefined> {
    const failed = new IssuerUnavailable(`the verifier of ${this.issuer} failed`);
    try {
      const asked = Promise.resolve(trust.verify(text));
      const answer: unknown = await within(this.#timers, DEADLINE, asked, () => failed);
      if (answer === undefined || answer === null) return undefined;
      const claims: unknown = JSON.parse(JSON.stringify(answer));
      if (isRecord(claims)) return claims;
    } catch (error) {
      if (error instanceof CurfewError && error.status === 401) throw error;
    }
    throw failed;
  }

  /** Not for the end of a token: one that is ended before its time must not come alive when that has come. */
  #checkBegun({ nbf }: ForeignClaims): void {
    if (nbf !== undefined && (!isSeconds(nbf) || nbf * 1_000 > this.#clock.now() + PAD))
      throw new TokenInvalid('the token is not valid yet');
  }

  async #token(claims: ForeignClaims, text: string): Promise<VerifiedToken> {
    const { iss, sub, iat, exp, auth_time } = claims;
    if (iss !== this.issuer) throw new TokenInvalid('the token is from another issuer');
    if ('events' in claims) throw new TokenInvalid('it tells of an event, and is no access token');
    if (!isId(sub, 1_024)) throw new TokenInvalid('the token names no subject');
    if (!isSeconds(exp))
      throw new TokenInvalid('the token has no exp, so that its end could not be remembered until then');
    if (!isSeconds(iat))
      throw new TokenInvalid(
        'the token has no iat, so that nobody could tell whether it came before a logout',
      );
    if (exp <= iat || (exp - iat) * 1_000 > LONGEST_LIFETIME)
      throw new TokenInvalid(
        'the token lives for longer than a day, so that its end could not be remembered',
      );
    // It would outlive the memory of its end, and no cut-off of now would reach it.
    if (iat * 1_000 > this.#clock.now() + PAD) throw new TokenInvalid('the token was issued in the future');
    const identity = await identityOf(this.issuer, claims, text);
    const { token, session, client, tenant } = identity;
    return {
      issuer: this.issuer,
      token,
      session,
      subject: sub,
      ...(client === undefined ? {} : { client }),
      ...(tenant === undefined ? {} : { tenant }),
      // The log does not know its session yet: what was ended is told by when somebody proved who they are.
      began: UNPLACED,
      authenticatedAt: (isSeconds(auth_time) ? Math.min(auth_time, iat) : iat) * 1_000,
      hasSession: identity.hasSession,
      issuedAt: iat * 1_000,
      expiresAt: exp * 1_000,
      claims: deepFreeze(claims),
    };
  }
}

function checkAudience({ aud }: ForeignClaims, audience: readonly string[]): void {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audiences.some((one) => typeof one === 'string' && audience.includes(one))) return;
  throw new TokenInvalid('the token is for another audience');
}

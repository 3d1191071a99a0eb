import { IssuerUnavailable, TokenInvalid } from './errors.ts';
import { isRecord, LONGEST_TOKEN, looksLikeJwt } from './jws.ts';
import { parseRefreshToken } from './refresh.ts';
import { parseTicket } from './ticket.ts';
import type { AccessTokens, VerifiedToken } from './token.ts';
import type { ForeignTokens } from './trust/foreign-tokens.ts';
import { unproved } from './trust/prove.ts';

/** Reads the tokens of every issuer that this application accepts: its own, and those it trusts. */
export class TokenReader {
  readonly #own: AccessTokens | undefined;
  readonly #foreign: readonly ForeignTokens[];

  constructor(own: AccessTokens | undefined, foreign: readonly ForeignTokens[]) {
    this.#own = own;
    this.#foreign = foreign;
  }

  /**
   * Proves that a token is genuine: not that it is alive. Its issuer alone says by which rules, and none is tried after
   * another. Throws `TokenInvalid`, and `IssuerUnavailable` when that cannot be said now.
   */
  async read(text: string, options: { anyAudience?: boolean } = {}): Promise<VerifiedToken> {
    checkShape(text);
    const claims = looksLikeJwt(text) ? unproved(text) : undefined;
    const issuer = isRecord(claims) ? claims['iss'] : undefined;
    const named = this.#foreign.find((one) => one.issuer === issuer);
    const token = await named?.read(text, options);
    if (token) return token;
    const isOurs = issuer !== undefined && issuer === this.#own?.issuer;
    return named || isOurs ? this.#ours(text, options) : this.#verified(text, options);
  }

  /** Something to wait for when it is time to look whether somebody's keys have changed. */
  keepKeysCurrent(): Promise<unknown> | undefined {
    const own = this.#own?.keepKeysCurrent();
    const waiting = this.#foreign.map((one) => one.keepCurrent()).filter((one) => one !== undefined);
    return waiting.length === 0 ? own : Promise.all([own, ...waiting]);
  }

  #ours(text: string, options: { anyAudience?: boolean }): Promise<VerifiedToken> {
    if (!this.#own)
      return Promise.reject(new TokenInvalid('the token is from an issuer that is not trusted'));
    return this.#own.read(text, options);
  }

  /** What says nothing of its issuer: whoever knows it says so. */
  async #verified(text: string, options: { anyAudience?: boolean }): Promise<VerifiedToken> {
    let failure: unknown;
    for (const one of this.#foreign.filter(({ isVerifier }) => isVerifier)) {
      try {
        const token = await one.read(text, options);
        if (token) return token;
      } catch (error) {
        if (!(error instanceof IssuerUnavailable)) throw error;
        failure = error;
      }
    }
    if (failure) throw failure;
    return this.#ours(text, options);
  }
}

/** A JWT, by its looks, in whatever spelling. */
const JWT = /^ey[^.]*\.[^.]*\.[^.]*$/;

/**
 * Throws `TokenInvalid` for what no access token can be, so that no verifier so much as sees it: a ticket or a refresh
 * token, also one that was copied badly, a JWT that may be one's own in another spelling, and what is too long.
 */
function checkShape(text: string): void {
  if (text.length > LONGEST_TOKEN) throw new TokenInvalid('the token is too long');
  const bare = text.trim().replace(/=+$/, '');
  if (parseTicket(bare)) throw new TokenInvalid('a ticket is no token');
  if (parseRefreshToken(bare)) throw new TokenInvalid('a refresh token is no access token');
  if (JWT.test(bare) && !looksLikeJwt(text))
    throw new TokenInvalid('the token is not a JWT in its canonical spelling');
}

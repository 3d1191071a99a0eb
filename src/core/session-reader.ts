import { StoreUnavailable, TokenInvalid, TokenRevoked, late } from './errors.ts';
import { isId } from './ids.ts';
import { CHECK_DEADLINE } from './limits.ts';
import { parseCursor } from './position.ts';
import type { Sessions } from './sessions.ts';
import { within, type Timers } from './timers.ts';
import type { VerifiedToken } from './token.ts';

/**
 * Reads a session's id as if it were a token of it, so that whatever names a session, such as a cookie that is sealed,
 * goes through the same check as a token. What it says of itself is what the store says of it.
 */
export class SessionReader {
  readonly #sessions: Sessions;
  readonly #timers: Timers;
  readonly #issuer: string;

  constructor(sessions: Sessions, timers: Timers, issuer: string) {
    this.#sessions = sessions;
    this.#timers = timers;
    this.#issuer = issuer;
  }

  /** Throws `TokenInvalid` for a session that nobody opened here, `TokenRevoked` for one that has ended. */
  async read(sid: string): Promise<VerifiedToken> {
    if (!isId(sid)) throw new TokenInvalid('a session is named by its id');
    const { epoch } = this.#sessions;
    const stored = await within(this.#timers, CHECK_DEADLINE, this.#sessions.find(sid), late);
    if (stored?.issuer !== this.#issuer) throw new TokenInvalid('there is no such session');
    if (stored.endedAt !== undefined) throw new TokenRevoked('the session has ended');
    const log = parseCursor(stored.began);
    if (!log) throw new StoreUnavailable('the store answered with no readable cursor');
    this.#sessions.keep(stored, epoch);
    return {
      issuer: stored.issuer,
      token: sid,
      session: sid,
      subject: stored.subject,
      ...(stored.client === undefined ? {} : { client: stored.client }),
      ...(stored.tenant === undefined ? {} : { tenant: stored.tenant }),
      began: log.position,
      issuedAt: stored.startedAt,
      expiresAt: stored.expiresAt,
      bond: { incarnation: log.incarnation, minted: log.position },
      claims: Object.freeze({ ...stored.claims }),
    };
  }

  /** There are none. */
  keepKeysCurrent(): undefined {
    return undefined;
  }
}

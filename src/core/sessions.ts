import { Cache } from './cache.ts';
import type { Clock } from './clock.ts';
import { StoreUnavailable, TokenExpired, TokenInvalid, TokenRevoked, late } from './errors.ts';
import { CHECK_DEADLINE } from './limits.ts';
import { comparePositions, parseCursor, type Position } from './position.ts';
import { ends, type Bearer, type LoggedRevocation } from './revocation.ts';
import { isForeign, publicSession, type Session, type StoredSession } from './session.ts';
import type { SessionFinder } from './session-finder.ts';
import type { Store } from './store.ts';
import { within, type Timers } from './timers.ts';
import type { VerifiedToken } from './token.ts';

/** How many sessions a node remembers to exist; one that was forgotten is asked for again. */
const CAPACITY = 100_000;
/** `seenAt` is written back when it has moved by this part of the idle limit. */
const WRITE_BACK = 10;

interface Known {
  /** What the store said when it was asked, to bring it back should the store lose it. */
  readonly stored: StoredSession;
  /** Whose session it is and where it began, which each of its tokens must repeat. */
  readonly bearer: Bearer;
  seenAt: number;
  /** The `seenAt` that the store was last told. */
  savedAt: number;
}

interface SessionsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  /** The idle limit, ms. */
  readonly idle: number;
  /** Whose sessions are listed; everybody's when there is none. */
  readonly issuer: string | undefined;
  /** The time that all clocks of this node agree to have come. */
  readonly surelyPast: () => number;
  readonly finder: SessionFinder;
  /** Ends a session for good that was found past its idle limit. */
  readonly lapse: (session: StoredSession) => Promise<unknown>;
}

/**
 * The sessions this node knows to exist. The first time it meets one it asks the store, so a stolen signing
 * key mints no session that nobody opened; from then on the log tells when it ends.
 */
export class Sessions {
  readonly #known = new Cache<Known>(CAPACITY);
  #epoch = 0;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #idle: number;
  readonly #issuer: string | undefined;
  readonly #surelyPast: () => number;
  readonly #finder: SessionFinder;
  readonly #lapse: (session: StoredSession) => Promise<unknown>;

  constructor(options: SessionsOptions) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#timers = options.timers;
    this.#idle = options.idle;
    this.#issuer = options.issuer;
    this.#surelyPast = options.surelyPast;
    this.#finder = options.finder;
    this.#lapse = options.lapse;
  }

  /**
   * True when the token's session is known, open and within its limits; the request then counts as activity.
   * Throws `TokenInvalid` for a token that says something else of its session than the store does: whoever has
   * stolen the signing key can sign anybody's name onto a session of their own.
   */
  use(token: VerifiedToken): boolean {
    const known = this.#known.get(token.session);
    const now = this.#clock.now();
    if (known && !sameSession(known.bearer, token)) {
      throw new TokenInvalid('the token is not what was issued for its session');
    }
    // For how long a session of another issuer lasts, that issuer says.
    const isOver = token.bond && known && (now >= known.stored.expiresAt || now - known.seenAt > this.#idle);
    if (!known || isOver) return false;
    known.seenAt = Math.max(known.seenAt, now);
    if (known.seenAt - known.savedAt >= this.#idle / WRITE_BACK) this.#save(known);
    return true;
  }

  /** Asks the store for a token's session and remembers it. Throws when it has ended or is past its limits. */
  async meet(token: VerifiedToken): Promise<void> {
    const { session: sid } = token;
    const epoch = this.#epoch;
    const stored = await within(this.#timers, CHECK_DEADLINE, this.#finder.of(token), late);
    if (!stored || stored.endedAt !== undefined) {
      this.#known.delete(sid);
      throw new TokenRevoked('the session has ended');
    }
    const seenAt = Math.max(stored.seenAt, this.seenAt(sid));
    if (token.bond) this.checkLimits(stored, seenAt);
    this.keep(stored, epoch);
  }

  /** A session as the store has it, which has proved that it is the one before it says that somebody is out. */
  find(sid: string): Promise<StoredSession | undefined> {
    return this.#finder.find(sid);
  }

  /** Where in the log a session began that this node has met. */
  beganOf(sid: string): Position | undefined {
    return this.#known.get(sid)?.bearer.began;
  }

  /** Changes whenever all sessions are given up: what the store said before may not be so any more. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Remembers a session that the store has said to exist when it was asked in `epoch`. */
  keep(stored: StoredSession, epoch: number): void {
    if (epoch !== this.#epoch) return;
    const began = parseCursor(stored.began)?.position;
    if (!began) throw new StoreUnavailable('the store answered with no readable cursor');
    const bearer = { ...publicSession(stored), session: stored.id, token: '', began };
    const seenAt = Math.max(stored.seenAt, this.seenAt(stored.id));
    this.#known.set(stored.id, { stored, bearer, seenAt, savedAt: stored.seenAt });
  }

  /** Forgets every session, and answers those that were open, for a store that may have lost them. */
  giveUp(): StoredSession[] {
    const now = this.#surelyPast();
    const open = this.#known
      .values()
      .map(({ stored, seenAt }) => ({ ...stored, seenAt }))
      .filter((session) => now < session.expiresAt);
    this.clear();
    return open;
  }

  /** The sessions of a subject that are open and within their limits, oldest first. */
  async list(subject: string, issuer: string | undefined = this.#issuer): Promise<Session[]> {
    const all = await this.#store.sessions(subject);
    const now = this.#clock.now();
    return all
      .map((one) => ({ ...one, seenAt: Math.max(one.seenAt, this.seenAt(one.id)) }))
      .filter((one) => issuer === undefined || one.issuer === issuer)
      .filter((one) => now < one.expiresAt && (now - one.seenAt <= this.#idle || isForeign(one)))
      .map(publicSession);
  }

  /** Throws `TokenExpired` when a session is past its absolute limit, or past its idle limit, which ends it. */
  checkLimits(session: StoredSession, seenAt: number = session.seenAt): void {
    const now = this.#clock.now();
    if (now >= session.expiresAt) throw new TokenExpired('the session is past its absolute limit');
    if (now - seenAt <= this.#idle) return;
    // It is refused whether or not that can be recorded now; recorded, it stays dead. A clock that was set
    // forward is no reason to end anything for good.
    if (this.#surelyPast() - seenAt > this.#idle) this.#lapse(session).catch(() => undefined);
    throw new TokenExpired('the session was idle for too long');
  }

  /** When this node last saw a request of the session, ms since the epoch; 0 when it never did. */
  seenAt(sid: string): number {
    return this.#known.get(sid)?.seenAt ?? 0;
  }

  /** Forgets what a revocation ended: once the revocation itself is forgotten, the store is asked, and knows. */
  apply(fact: LoggedRevocation): void {
    if (fact.kind === 'session') this.#known.delete(fact.id);
    else if (fact.kind !== 'token') this.#known.drop((known) => ends(fact, known.bearer));
  }

  clear(): void {
    this.#epoch += 1;
    this.#known.clear();
  }

  #save(known: Known): void {
    const before = known.savedAt;
    known.savedAt = known.seenAt;
    this.#store.touch(known.stored.id, known.seenAt).catch(() => {
      known.savedAt = before;
    });
  }
}

function sameSession(one: Bearer, other: VerifiedToken): boolean {
  if (one.issuer !== other.issuer || one.subject !== other.subject) return false;
  // Of one session at another issuer there may be tokens for several clients.
  if (!other.bond) return true;
  return (
    one.client === other.client &&
    one.tenant === other.tenant &&
    comparePositions(one.began, other.began) === 0
  );
}

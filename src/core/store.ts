import type { Cursor } from './position.ts';
import type { Bearer, LoggedRevocation, Revocation } from './revocation.ts';
import type { NewSession, LimitInForce, StoredSession } from './session.ts';

/**
 * What a node remembers of a store: the facts with the places at which they were logged, and the sessions it has
 * met that had not ended.
 */
export interface Memory {
  readonly revocations: readonly LoggedRevocation[];
  readonly sessions: readonly StoredSession[];
}

/** What a node learns when it joins a store. */
export interface Attached {
  readonly incarnation: string;
  readonly generation: number;
  /** How long ago this generation of the log began, by the store's clock, ms. */
  readonly age: number;
  /** The staleness all nodes of this store share, ms. */
  readonly staleness: number;
}

export interface ChangesOptions {
  /** The replica that asks: the poll renews its lease and acknowledges all up to `after`. */
  readonly replica?: string;
  /** The staleness of that replica: how long its lease lasts, ms from receipt. */
  readonly staleness?: number;
  /** How long to wait for news when there is none, ms. 0 answers at once. */
  readonly wait?: number;
  readonly signal?: AbortSignal;
}

export interface Changes {
  /** In log order. After a reset, or without `after`: all that is alive, from the first. */
  readonly revocations: readonly LoggedRevocation[];
  /** The place of the last of them when there is `more`, else where the log ends. */
  readonly cursor: Cursor;
  /** There are too many for one answer: the next poll, after `cursor`, brings more at once. */
  readonly more: boolean;
  /** `after` is a place in another log, or in an earlier generation of this one: what follows is all there is. */
  readonly reset: boolean;
}

export interface Opened {
  /** Where in the log the session begins. */
  readonly cursor: Cursor;
  /** False when the limit refused it; nothing was written then. */
  readonly opened: boolean;
  /** The sessions that were ended to make room, in the same step. */
  readonly ended: readonly string[];
}

export type Rotation = 'rotated' | 'repeated' | 'reused' | 'ended';

/**
 * The truth. Every method is one atomic step, durable before it resolves, and rejects with
 * `StoreUnavailable` when it could not be done. `storeContract` in `curfew/testing` proves it for a store.
 *
 * A store that may have lost something answers nothing: it rejects with a `StoreUnavailable` that carries a
 * `Doubt`, until a node that missed nothing vouches for what was in it, or a new incarnation begins. It is in
 * doubt when its data is not whole, when it finds itself on another server or file than the one that wrote it,
 * or when a caller has seen a place in the log (`seen`, or the cursor of a poll) that it has not reached.
 */
export interface Store {
  /** For messages and health: `sqlite`, `memory` … */
  readonly name: string;

  /** Joins the store. A staleness other than that of the nodes now attached is a `ConfigError`; none adopts theirs. */
  attach(staleness?: number): Promise<Attached>;

  /** Logs the facts (there may be none), ends the sessions they name in the same step, and says where the log now stands. */
  append(revocations: readonly Revocation[], seen?: Cursor): Promise<Cursor>;

  /** The fact that ended `bearer`, if any: exact, from the primary. */
  find(bearer: Bearer): Promise<LoggedRevocation | undefined>;

  /** All after a cursor, without ever skipping a fact that commits late; without one, all that is alive. */
  changes(after?: Cursor, options?: ChangesOptions): Promise<Changes>;

  /**
   * Resolves once every replica with a live lease has acknowledged `cursor`; rejects when `signal` aborts, or when
   * the log is no longer that of `cursor`.
   */
  settled(cursor: Cursor, signal: AbortSignal): Promise<void>;

  /**
   * Records a session and where in the log it begins, and keeps the subject within `limit`. Rejects when there is a
   * session with that id, also one that ended and is still remembered: nothing is written then.
   */
  open(session: NewSession, limit?: LimitInForce, seen?: Cursor): Promise<Opened>;

  /** Moves `seenAt` forward; never revives a session that ended. */
  touch(sid: string, seenAt: number): Promise<void>;

  /**
   * A session, also one that ended and is still remembered. For `REMINDING` ms after somebody vouched, a session
   * that is missing may yet be brought back: then it rejects.
   */
  session(sid: string): Promise<StoredSession | undefined>;

  /** The sessions of a subject that have not ended, oldest first; without one, of everybody. */
  sessions(subject?: string): Promise<StoredSession[]>;

  /**
   * Takes a refresh token's generation: the current one moves the counter (`rotated`), the one before it
   * within `grace` ms of that move, by the store's own clock, is a repeat, any other ends the session in the same
   * step (`reused`). A session that has ended, or is past its absolute limit at `now`, is `ended`, always. Where
   * somebody has vouched since the counter was written, a later generation proves that the counter went back: it
   * is `rotated`, and the counter follows.
   */
  rotate(sid: string, generation: number, now: number, grace: number, seen?: Cursor): Promise<Rotation>;

  /**
   * Ends the doubt of that name by the word of a node that missed nothing up to it: `revocations` is everything
   * that node knows to be alive, and `cursor` how far it had got. The same incarnation goes on, in its next
   * generation. Does nothing when the store is not, or no longer, in that doubt.
   */
  vouch(doubt: string, cursor: Cursor, revocations: readonly LoggedRevocation[]): Promise<void>;

  /**
   * Puts back what a node remembers of this incarnation and the store has lost; all else stays as it is. A session
   * comes back only within `REMINDING` ms after somebody vouched: later, it has been said to be over.
   */
  remind(memory: Memory): Promise<void>;

  /**
   * Ends the doubt of that name when nobody can vouch: a new incarnation begins, and every session and every
   * token bound to the old log ends. Does nothing when the store is not, or no longer, in that doubt.
   */
  renew(doubt: string): Promise<void>;

  /** Gives a replica's lease back: from now on no logout waits for it. */
  leave(replica: string): Promise<void>;

  /** Lets go of the store: the last one who attached closes what is beneath. Attaching again opens it again. */
  close(): Promise<void>;
}

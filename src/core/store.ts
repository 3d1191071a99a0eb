import type { Cursor } from './position.ts';
import type { Bearer, LoggedRevocation, Revocation } from './revocation.ts';
import type { NewSession, LimitInForce, StoredSession } from './session.ts';

/** What a node learns when it joins a store. */
export interface Attached {
  readonly incarnation: string;
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
  /** In log order. After a reset, or without `after`: all that is alive. */
  readonly revocations: readonly LoggedRevocation[];
  readonly cursor: Cursor;
  /** `after` is not a place in this log: it was lost, replaced or rolled back. */
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
 */
export interface Store {
  /** For messages and health: `sqlite`, `memory` … */
  readonly name: string;

  /** Joins the store. A staleness other than that of the nodes now attached is a `ConfigError`; none adopts theirs. */
  attach(staleness?: number): Promise<Attached>;

  /** Logs the facts, ends the sessions they name in the same step, and says where the log now stands. */
  append(revocations: readonly Revocation[]): Promise<Cursor>;

  /** The fact that ended `bearer`, if any: exact, from the primary. */
  find(bearer: Bearer): Promise<LoggedRevocation | undefined>;

  /** All after a cursor, without ever skipping a fact that commits late; without one, all that is alive. */
  changes(after?: Cursor, options?: ChangesOptions): Promise<Changes>;

  /** Resolves once every replica with a live lease has acknowledged `cursor`; rejects when `signal` aborts. */
  settled(cursor: Cursor, signal: AbortSignal): Promise<void>;

  /** Records a session and where in the log it begins, and keeps the subject within `limit`. */
  open(session: NewSession, limit?: LimitInForce): Promise<Opened>;

  /** Moves `seenAt` forward; never revives a session that ended. */
  touch(sid: string, seenAt: number): Promise<void>;

  /** A session, also one that ended and is still remembered. */
  session(sid: string): Promise<StoredSession | undefined>;

  /** The sessions of a subject that have not ended, oldest first; without one, of everybody. */
  sessions(subject?: string): Promise<StoredSession[]>;

  /**
   * Takes a refresh token's generation: the current one moves the counter (`rotated`), the one before it
   * within `grace` ms of that move is a repeat, any other ends the session in the same step (`reused`).
   * A session that has ended, or is past its absolute limit at `now`, is `ended`, always.
   */
  rotate(sid: string, generation: number, now: number, grace: number): Promise<Rotation>;

  /**
   * Begins a new incarnation if `incarnation` is still the current one: every session and every token
   * bound to the old log ends. For a log that was found to be incomplete. Answers the incarnation now in force.
   */
  renew(incarnation: string): Promise<string>;

  /** Gives a replica's lease back: from now on no logout waits for it. */
  leave(replica: string): Promise<void>;

  /** Lets go of the store: the last one who attached closes what is beneath. Attaching again opens it again. */
  close(): Promise<void>;
}

import { randomId } from './base64url.ts';
import { elapsed, mark, surelyPast, type Clock, type Mark } from './clock.ts';
import { Denylist } from './denylist/denylist.ts';
import { StoreUnavailable } from './errors.ts';
import { Freshness, type FreshnessListener } from './freshness.ts';
import { CHECK_DEADLINE, FAILURE_PAUSE } from './limits.ts';
import { comparePositions, formatCursor, parseCursor, type Cursor, type Position } from './position.ts';
import { Recovery } from './recovery.ts';
import { Reminder } from './reminder.ts';
import type { LoggedRevocation } from './revocation.ts';
import type { StoredSession } from './session.ts';
import type { Attached, Changes, Store } from './store.ts';
import { sleep, within, type Timers } from './timers.ts';

/** The least between two polls of which the first brought nothing and did not wait, ms. */
const BREATH = 10;

/** The rest of the node follows what happens here. */
export interface ReplicaListener extends FreshnessListener {
  /** A fact that was news, from this node or another. */
  learned(fact: LoggedRevocation): void;
  /** The log now followed is another one: nothing that was bound to the old one is alive. */
  changedLog(incarnation: string): void;
  /** Another incarnation began in the place of the one that was followed. */
  amnesia(incarnation: string, reason: string): void;
  /** Nodes put back what the store had lost. */
  restored(incarnation: string, reason: string): void;
  /**
   * The sessions this node knows, for a store that may have lost them. From now on it knows none: what is not
   * brought back in time is over, and only the store can say of which that is true.
   */
  giveUp(): readonly StoredSession[];
}

interface ReplicaParts {
  readonly store: Store;
  readonly attached: Attached;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly listener: ReplicaListener;
}

interface Log {
  readonly incarnation: string;
  readonly position: Position;
}

/**
 * A node's copy of the live revocations. It follows the log by polls that wait for news; each poll also
 * acknowledges what the last one brought, renews the node's lease, and keeps it fresh enough to answer.
 */
export class Replica {
  readonly id: string = randomId(12);
  readonly denylist: Denylist = new Denylist();
  readonly staleness: number;
  /** How far its knowledge can be trusted. */
  readonly freshness: Freshness;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #listener: ReplicaListener;
  readonly #recovery: Recovery;
  readonly #reminder: Reminder;
  readonly #closing = new AbortController();
  readonly #started: Mark;
  #log: Log | undefined;
  /** When the poll was sent that brought the log now followed; older answers tell of another one. */
  #since: Mark | undefined;
  /** The generation of the log now followed, when this node met it, and how old it was then, ms. */
  #met: { incarnation: string; generation: number; at: Mark; age: number };
  #tail: Promise<void> | undefined;

  constructor({ store, attached, clock, timers, listener }: ReplicaParts) {
    this.#store = store;
    this.staleness = attached.staleness;
    this.#clock = clock;
    this.#timers = timers;
    this.#listener = listener;
    this.#started = mark(clock);
    this.#met = { ...attached, at: this.#started };
    this.freshness = new Freshness(this.staleness, clock, listener);
    this.#recovery = new Recovery(store, this.staleness, clock);
    this.#reminder = new Reminder(store, timers, this.#closing.signal);
  }

  get cursor(): Cursor | undefined {
    return this.#log && formatCursor(this.#log.incarnation, this.#log.position);
  }

  get incarnation(): string | undefined {
    return this.#log?.incarnation;
  }

  get position(): Position | undefined {
    return this.#log?.position;
  }

  /** Whether it may answer from memory now. */
  get isFresh(): boolean {
    return this.freshness.isFresh && !this.#closing.signal.aborted;
  }

  /**
   * How long ago the generation of the log began to which `cursor` belongs, as far as this node can tell, ms: a node
   * that has been silent for as long may still answer from memory, and hold no lease in it.
   */
  ageOf(cursor: Cursor): number {
    const log = parseCursor(cursor);
    const { incarnation, generation, at, age } = this.#met;
    if (log?.incarnation !== incarnation || log.position.generation !== generation) return 0;
    return age + elapsed(this.#clock, at);
  }

  /** Follows the log until it is closed. */
  async follow(): Promise<void> {
    const wait = this.staleness === 0 ? 1_000 : Math.ceil(this.staleness / 4);
    const { signal } = this.#closing;
    let pause = FAILURE_PAUSE;
    while (!signal.aborted) {
      const sent = mark(this.#clock);
      const before = this.#log;
      const done = await this.#poll(wait).then(
        () => true,
        () => false,
      );
      this.denylist.forget(this.surelyPast());
      pause = done ? FAILURE_PAUSE : Math.min(pause * 2, 500);
      const early = this.#log === before && elapsed(this.#clock, sent) < wait / 2;
      if (!done || early) await sleep(this.#timers, done ? BREATH : pause, { signal, background: true });
    }
  }

  /**
   * Knowledge that is fresh enough to answer from, by one poll that all who ask share; rejects with
   * `StoreUnavailable`. With staleness 0 the poll is sent after the question, so its answer is exact.
   */
  async refresh(): Promise<void> {
    if (this.#closing.signal.aborted) throw new StoreUnavailable('this Curfew was closed');
    if (this.staleness === 0) return this.sync();
    await this.#share();
    if (!this.isFresh) throw new StoreUnavailable('the store answers too slowly to be sure of anything');
  }

  /** A poll sent after this call: whatever was in the log by now is known when it resolves. */
  async sync(): Promise<void> {
    await this.#tail?.catch(() => undefined);
    await this.#share();
  }

  /** Applies a revocation that this node has just recorded, without waiting for the log to bring it. */
  learn(facts: readonly LoggedRevocation[]): void {
    for (const fact of facts) if (this.denylist.add(fact)) this.#listener.learned(fact);
  }

  /**
   * Shows the store a place that its log has once reached. A store that has not, any more, is in doubt from then
   * on, and this rejects with `StoreUnavailable`.
   */
  async witness(position: Position): Promise<void> {
    if (!this.#log) return;
    try {
      await this.#store.changes(formatCursor(this.#log.incarnation, position));
    } catch (error) {
      this.#face(error);
      throw error;
    }
  }

  /** Stops following and gives the lease back. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#store.leave(this.id).catch(() => undefined);
  }

  /** The time that has surely come: a clock that was set forward must make nobody forget. */
  surelyPast(): number {
    return surelyPast(this.#clock, this.#started);
  }

  #share(): Promise<void> {
    const { justFailed } = this.freshness;
    if (justFailed) return Promise.reject(justFailed);
    this.#tail ??= this.#poll(0, CHECK_DEADLINE).finally(() => (this.#tail = undefined));
    return this.#tail;
  }

  async #poll(wait: number, limit?: number): Promise<void> {
    const sent = mark(this.#clock);
    const { signal } = this.#closing;
    // A node that asks every time need not say that it is there each time: following the log does.
    const lease = this.staleness > 0 || wait > 0 ? { replica: this.id, staleness: this.staleness } : {};
    try {
      const poll = this.#store.changes(this.cursor, { ...lease, wait, signal });
      this.#apply(await (limit === undefined ? poll : within(this.#timers, limit, poll, late)), sent);
      this.freshness.succeeded(sent);
    } catch (error) {
      if (!signal.aborted) {
        this.freshness.failed(error instanceof Error ? error.message : 'the store failed');
        this.#face(error);
      }
      throw error;
    }
  }

  /** If it is a doubt that the store has answered with, does what can be done about it. */
  #face(error: unknown): void {
    const doubt = error instanceof StoreUnavailable ? error.doubt : undefined;
    if (!doubt) return;
    const facts = (): readonly LoggedRevocation[] => [...this.denylist.all()];
    this.#recovery.face(doubt, { log: this.#log, age: this.freshness.age, facts }).catch(() => undefined);
  }

  #apply(answer: Changes, sent: Mark): void {
    if (this.#since && sent.monotonic < this.#since.monotonic) return;
    const log = parseCursor(answer.cursor);
    if (!log) throw new StoreUnavailable('the store answered with no readable cursor');
    const before = this.#log;
    if (before?.incarnation !== log.incarnation) {
      this.#change(log, sent);
      this.learn(answer.revocations);
      return;
    }
    const grown = log.position.generation - before.position.generation;
    if (grown < 0) throw new StoreUnavailable('the store answered from an earlier generation of its log');
    if (grown > 0) {
      this.#meet(log, sent);
      const theirs = new Denylist();
      for (const fact of answer.revocations) theirs.add(fact);
      this.#reminder.owe(this.denylist.missingFrom(theirs), this.#listener.giveUp());
      const reason = this.#recovery.takeReason() ?? 'another node put it back';
      this.#listener.restored(log.incarnation, reason);
    }
    this.learn(answer.revocations);
    if (comparePositions(log.position, before.position) > 0) this.#log = log;
  }

  /** Begins to follow another log, in which nothing of the one before is alive. */
  #change(log: Log, sent: Mark): void {
    const before = this.#log;
    if (before) this.denylist.dropCutoffs();
    this.#reminder.forget();
    this.#log = log;
    this.#meet(log, sent);
    const reason = this.#recovery.takeReason() ?? 'the store begins another life';
    if (before) this.#listener.amnesia(log.incarnation, reason);
    this.#listener.changedLog(log.incarnation);
  }

  #meet({ incarnation, position: { generation } }: Log, sent: Mark): void {
    this.#since = sent;
    if (this.#met.incarnation === incarnation && this.#met.generation === generation) return;
    this.#met = { incarnation, generation, at: mark(this.#clock), age: 0 };
  }
}

const late = (): Error => new StoreUnavailable('the store did not answer in time');

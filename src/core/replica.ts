import { randomId } from './base64url.ts';
import { elapsed, mark, surelyPast, type Clock, type Mark } from './clock.ts';
import { Denylist } from './denylist.ts';
import { StoreUnavailable } from './errors.ts';
import { Freshness, type FreshnessListener } from './freshness.ts';
import { CHECK_DEADLINE, FAILURE_PAUSE } from './limits.ts';
import { comparePositions, parseCursor, type Cursor, type Position } from './position.ts';
import type { LoggedRevocation } from './revocation.ts';
import type { Changes, Store } from './store.ts';
import { sleep, within, type Timers } from './timers.ts';

/** The least between two polls of which the first brought nothing and did not wait, ms. */
const BREATH = 10;

/** The rest of the node follows what happens here. */
export interface ReplicaListener extends FreshnessListener {
  /** A fact that was news, from this node or another. */
  learned(fact: LoggedRevocation): void;
  /** The log now followed is another one: nothing that was bound to the old one is alive. */
  changedLog(incarnation: string): void;
  amnesia(incarnation: string, reason: string): void;
}

/**
 * A node's copy of the live revocations. It follows the log by polls that wait for news; each poll also
 * acknowledges what the last one brought, renews the node's lease, and keeps it fresh enough to answer.
 */
export class Replica {
  readonly id: string = randomId(12);
  readonly denylist: Denylist = new Denylist();
  readonly staleness: number;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #listener: ReplicaListener;
  readonly #closing = new AbortController();
  readonly #started: Mark;
  /** How far its knowledge can be trusted. */
  readonly freshness: Freshness;
  #cursor: Cursor | undefined;
  #log: { incarnation: string; position: Position } | undefined;
  /** When the poll was sent that brought the log now followed; older answers tell of another one. */
  #since: Mark | undefined;
  /** The incarnation this node has begun itself. */
  #renewed: string | undefined;
  #tail: Promise<void> | undefined;

  constructor(store: Store, staleness: number, clock: Clock, timers: Timers, listener: ReplicaListener) {
    this.#store = store;
    this.staleness = staleness;
    this.#clock = clock;
    this.#timers = timers;
    this.#listener = listener;
    this.#started = mark(clock);
    this.freshness = new Freshness(staleness, clock, listener);
  }

  get cursor(): Cursor | undefined {
    return this.#cursor;
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

  /** Follows the log until it is closed. */
  async follow(): Promise<void> {
    const wait = this.staleness === 0 ? 1_000 : Math.ceil(this.staleness / 4);
    const { signal } = this.#closing;
    let pause = FAILURE_PAUSE;
    while (!signal.aborted) {
      const sent = mark(this.#clock);
      const before = this.#cursor;
      const done = await this.#poll(wait).then(
        () => true,
        () => false,
      );
      this.denylist.forget(this.surelyPast());
      pause = done ? FAILURE_PAUSE : Math.min(pause * 2, 500);
      const early = this.#cursor === before && elapsed(this.#clock, sent) < wait / 2;
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

  /** Something acknowledged may be gone: everything bound to the log ends. */
  async lost(reason: string): Promise<void> {
    await this.#renew(reason);
    await this.sync();
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

  async #renew(reason: string): Promise<void> {
    if (!this.#log) return;
    this.#renewed = await this.#store.renew(this.#log.incarnation);
    this.#listener.amnesia(this.#renewed, reason);
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
      const after = this.#cursor;
      const poll = this.#store.changes(after, { ...lease, wait, signal });
      await this.#apply(
        await (limit === undefined ? poll : within(this.#timers, limit, poll, late)),
        sent,
        after,
      );
      this.freshness.succeeded(sent);
    } catch (error) {
      if (!signal.aborted) this.freshness.failed(error instanceof Error ? error.message : 'the store failed');
      throw error;
    }
  }

  async #apply(answer: Changes, sent: Mark, after: Cursor | undefined): Promise<void> {
    if (this.#since && sent.monotonic < this.#since.monotonic) return;
    const log = parseCursor(answer.cursor);
    if (!log) throw new StoreUnavailable('the store answered with no readable cursor');
    const same = this.#log?.incarnation === log.incarnation;
    // A late answer to a question about another log says nothing of this one.
    const ours = same && parseCursor(after)?.incarnation === log.incarnation;
    if (ours && answer.reset && this.#log && comparePositions(log.position, this.#log.position) < 0) {
      await this.#renew('the log is shorter than it was');
      throw new StoreUnavailable('the store was rolled back; a new incarnation begins');
    }
    if (!same) {
      if (this.#log) this.denylist.dropCutoffs();
      if (this.#log && log.incarnation !== this.#renewed) {
        this.#listener.amnesia(log.incarnation, 'the store begins another life');
      }
      this.#since = sent;
      this.#log = log;
      this.#cursor = answer.cursor;
      this.#listener.changedLog(log.incarnation);
    }
    this.learn(answer.revocations);
    if (!this.#log || comparePositions(log.position, this.#log.position) >= 0) {
      this.#log = log;
      this.#cursor = answer.cursor;
    }
  }
}

const late = (): Error => new StoreUnavailable('the store did not answer in time');

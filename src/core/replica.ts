import { elapsed, mark, surelyPast, type Clock, type Mark } from './clock.ts';
import type { Denylist } from './denylist/denylist.ts';
import { DirectLook } from './direct-look.ts';
import { late, StoreUnavailable } from './errors.ts';
import { FollowedLog, type LogListener } from './followed-log.ts';
import { Freshness, type FreshnessListener } from './freshness.ts';
import { Lease } from './lease.ts';
import { CHECK_DEADLINE, FAILURE_PAUSE } from './limits.ts';
import type { Cursor, Position } from './position.ts';
import { Recovery } from './recovery.ts';
import { Reminder } from './reminder.ts';
import type { Attached, Store } from './store.ts';
import { sleep, within, type Timers } from './timers.ts';
import { Witness } from './witness.ts';

/** The least between two polls of which the first brought nothing and did not wait, ms. */
const BREATH = 10;

/** What came of a poll: everything there is was told, and may be answered from; only a part; nothing. */
type Outcome = 'all' | 'part' | 'failed';

/** The rest of the node follows what happens here. */
export type ReplicaListener = FreshnessListener & LogListener;

interface ReplicaParts {
  readonly store: Store;
  readonly attached: Attached;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly listener: ReplicaListener;
}

/**
 * A node's copy of the live revocations. It follows the log by polls that wait for news; each poll also
 * acknowledges what the last one brought, renews the node's lease, and keeps it fresh enough to answer.
 */
export class Replica {
  readonly staleness: number;
  /** How far its knowledge can be trusted. */
  readonly freshness: Freshness;
  /** What it knows. */
  readonly log: FollowedLog;
  /** What it says of a store that may have lost something. */
  readonly witness: Witness;
  /** What it asks while it knows only a part. */
  readonly direct: DirectLook;
  readonly lease: Lease;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #closing = new AbortController();
  readonly #started: Mark;
  #tail: Promise<unknown> | undefined;
  #knowsPart = false;

  constructor({ store, attached, clock, timers, listener }: ReplicaParts) {
    this.#store = store;
    this.lease = new Lease(store);
    this.staleness = attached.staleness;
    this.#clock = clock;
    this.#timers = timers;
    this.#started = mark(clock);
    this.freshness = new Freshness(this.staleness, clock, listener);
    const recovery = new Recovery(store, this.staleness, clock);
    const reminder = new Reminder(store, timers, this.#closing.signal);
    const changedLog = (incarnation: string): void => {
      this.freshness.lost();
      listener.changedLog(incarnation);
    };
    this.log = new FollowedLog({
      attached,
      clock,
      listener: { ...listener, changedLog },
      recovery,
      reminder,
    });
    this.witness = new Witness(store, this.log, this.freshness, recovery);
    const { log, freshness, witness } = this;
    this.direct = new DirectLook({ store, log, freshness, witness, clock, timers });
  }

  get denylist(): Denylist {
    return this.log.denylist;
  }

  get cursor(): Cursor | undefined {
    return this.log.cursor;
  }

  get incarnation(): string | undefined {
    return this.log.reached?.incarnation;
  }

  get position(): Position | undefined {
    return this.log.reached?.position;
  }

  /** Whether it may answer from memory now. */
  get isFresh(): boolean {
    return this.freshness.isFresh && !this.#closing.signal.aborted;
  }

  /** Whether it is being told so much that it cannot answer from memory yet: the store itself has to be asked. */
  get isCatchingUp(): boolean {
    return this.#knowsPart && !this.freshness.isFresh && !this.#closing.signal.aborted;
  }

  /** Follows the log until it is closed. */
  async follow(): Promise<void> {
    const wait = this.staleness === 0 ? 1_000 : Math.ceil(this.staleness / 4);
    const { signal } = this.#closing;
    let pause = FAILURE_PAUSE;
    let partly = false;
    while (!signal.aborted) {
      const sent = mark(this.#clock);
      const before = this.cursor;
      const outcome: Outcome = await this.#poll(partly ? 0 : wait).catch(() => 'failed');
      partly = outcome === 'part';
      this.denylist.forget(this.surelyPast());
      pause = outcome === 'failed' ? Math.min(pause * 2, 500) : FAILURE_PAUSE;
      const early = this.cursor === before && elapsed(this.#clock, sent) < wait / 2;
      // Not every store waits for anything: others want to be served between two portions.
      const rest = { failed: pause, part: 0, all: early ? BREATH : undefined }[outcome];
      if (rest !== undefined) await sleep(this.#timers, rest, { signal, background: rest > 0 });
    }
  }

  /**
   * Knowledge that is fresh enough to answer from, by one poll that all who ask share; rejects with
   * `StoreUnavailable`. With staleness 0 the poll is sent after the question, so its answer is exact. A node that
   * `isCatchingUp` has proof of its store and no more.
   */
  async refresh(): Promise<void> {
    if (this.#closing.signal.aborted) throw new StoreUnavailable('this Curfew was closed');
    if (this.staleness === 0 || this.isCatchingUp) return this.sync();
    await this.#share();
    if (this.isFresh || this.isCatchingUp) return;
    throw new StoreUnavailable('the store answers too slowly to be sure of anything');
  }

  /**
   * A poll sent after this call: whatever was in the log by now is known when it resolves, unless the node is then
   * one that `isCatchingUp`. Either way the store has proved that it is the one which nodes follow.
   */
  async sync(): Promise<void> {
    if (this.isCatchingUp) {
      await this.direct.confirm();
      return;
    }
    await this.#tail?.catch(() => undefined);
    await this.#share();
  }

  /** Stops following and gives the lease back. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.lease.giveBack();
  }

  /** The time that has surely come: a clock that was set forward must make nobody forget. */
  surelyPast(): number {
    return surelyPast(this.#clock, this.#started);
  }

  #share(): Promise<unknown> {
    const { justFailed } = this.freshness;
    if (justFailed) return Promise.reject(justFailed);
    this.#tail ??= this.#poll(0, CHECK_DEADLINE).finally(() => (this.#tail = undefined));
    return this.#tail;
  }

  /** One poll. Answers whether it has been told all there is, and counts as one that has. `limit` is in ms. */
  async #poll(wait: number, limit?: number): Promise<Outcome> {
    const { signal } = this.#closing;
    const sent = mark(this.#clock);
    // Who answers nothing from memory needs no lease: no logout has to wait for it. Who asks every time has one by following.
    const leased = !this.#knowsPart && (this.staleness > 0 || wait > 0);
    const { id } = this.lease;
    const lease = leased ? { replica: id, staleness: this.staleness } : {};
    try {
      const poll = this.#store.changes(this.cursor, { ...lease, wait, signal });
      const answer = await (limit === undefined ? poll : within(this.#timers, limit, poll, late));
      await this.witness.check(answer, sent);
      this.#knowsPart = !this.log.apply(answer, sent);
      const counts = leased ? this.lease.covers(id) : this.staleness === 0;
      if (this.#knowsPart && leased && counts && !this.isFresh) void this.lease.giveBack();
      if (this.#knowsPart || !counts) return 'part';
      this.freshness.succeeded(sent);
      return 'all';
    } catch (error) {
      // Its lease was given back while it was under way, which a store may refuse.
      if (leased && !this.lease.covers(id)) return 'part';
      if (!signal.aborted) {
        this.freshness.failed(error instanceof Error ? error.message : 'the store failed');
        this.witness.face(error);
      }
      throw error;
    }
  }
}

import { randomId } from './base64url.ts';
import { elapsed, mark, surelyPast, type Clock, type Mark } from './clock.ts';
import type { Denylist } from './denylist/denylist.ts';
import { late, StoreUnavailable } from './errors.ts';
import { FollowedLog, type LogListener } from './followed-log.ts';
import { Freshness, type FreshnessListener } from './freshness.ts';
import { CHECK_DEADLINE, FAILURE_PAUSE } from './limits.ts';
import type { Cursor, Position } from './position.ts';
import { Recovery } from './recovery.ts';
import { Reminder } from './reminder.ts';
import type { Attached, Changes, Store } from './store.ts';
import { sleep, within, type Timers } from './timers.ts';
import { Witness } from './witness.ts';

/** The least between two polls of which the first brought nothing and did not wait, ms. */
const BREATH = 10;

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
  readonly id: string = randomId(12);
  readonly staleness: number;
  /** How far its knowledge can be trusted. */
  readonly freshness: Freshness;
  /** What it knows. */
  readonly log: FollowedLog;
  /** What it says of a store that may have lost something. */
  readonly witness: Witness;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #closing = new AbortController();
  readonly #started: Mark;
  #tail: Promise<void> | undefined;

  constructor({ store, attached, clock, timers, listener }: ReplicaParts) {
    this.#store = store;
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

  /** Follows the log until it is closed. */
  async follow(): Promise<void> {
    const wait = this.staleness === 0 ? 1_000 : Math.ceil(this.staleness / 4);
    const { signal } = this.#closing;
    let pause = FAILURE_PAUSE;
    while (!signal.aborted) {
      const sent = mark(this.#clock);
      const before = this.cursor;
      const done = await this.#poll(wait).then(
        () => true,
        () => false,
      );
      this.denylist.forget(this.surelyPast());
      pause = done ? FAILURE_PAUSE : Math.min(pause * 2, 500);
      const early = this.cursor === before && elapsed(this.#clock, sent) < wait / 2;
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

  /** Polls until it has been told all there is. `limit` is for all of it together, ms. */
  async #poll(wait: number, limit?: number): Promise<void> {
    const started = mark(this.#clock);
    const { signal } = this.#closing;
    try {
      for (let isAll = false, patience = wait; !isAll; patience = 0) {
        const sent = mark(this.#clock);
        const left = limit === undefined ? undefined : Math.max(0, limit - elapsed(this.#clock, started));
        const answer = await this.#ask(patience, left);
        await this.witness.check(answer, sent);
        isAll = this.log.apply(answer, sent);
        if (isAll) this.freshness.succeeded(sent);
        // Not every store waits for anything: others want to be served between two portions.
        else await sleep(this.#timers, 0, { signal: this.#closing.signal });
      }
    } catch (error) {
      if (!signal.aborted) {
        this.freshness.failed(error instanceof Error ? error.message : 'the store failed');
        this.witness.face(error);
      }
      throw error;
    }
  }

  #ask(wait: number, limit: number | undefined): Promise<Changes> {
    // A node that asks every time need not say that it is there each time: following the log does.
    const lease = this.staleness > 0 || wait > 0 ? { replica: this.id, staleness: this.staleness } : {};
    const poll = this.#store.changes(this.cursor, { ...lease, wait, signal: this.#closing.signal });
    return limit === undefined ? poll : within(this.#timers, limit, poll, late);
  }
}

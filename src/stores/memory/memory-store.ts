import { randomId } from '../../core/base64url.ts';
import type { Clock } from '../../core/clock.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { PORTION, REMINDING } from '../../core/limits.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import type { Bearer, LoggedRevocation, Revocation } from '../../core/revocation.ts';
import { endOf, type NewSession, type LimitInForce, type StoredSession } from '../../core/session.ts';
import type { Attached, Changes, ChangesOptions, Memory, Opened, Rotation, Store } from '../../core/store.ts';
import type { Timers } from '../../core/timers.ts';
import { Certainty, type Machine } from './certainty.ts';
import { Data, type Row } from './data.ts';
import { Leases } from './leases.ts';
import { Waiting } from './waiting.ts';

export type { Machine } from './certainty.ts';

/** See `memory()`. The clock, the timers and the machine are given, so that a test can hold time still and lose data. */
export class MemoryStore implements Store {
  readonly name = 'memory';
  readonly #clock: Clock;
  readonly #machine: Machine;
  readonly #certainty: Certainty;
  readonly #leases: Leases;
  readonly #waiting: Waiting;
  readonly #portion: number;
  #users = 0;

  /** Tells at most `portion` facts at once. */
  constructor(clock: Clock, timers: Timers, machine?: Machine, portion: number = PORTION) {
    const server = randomId(12);
    this.#clock = clock;
    this.#machine = machine ?? { data: new Data(server, clock.now()), server };
    this.#certainty = new Certainty(this.#machine, clock);
    this.#leases = new Leases(clock);
    this.#waiting = new Waiting(timers);
    this.#portion = portion;
  }

  async attach(staleness?: number): Promise<Attached> {
    const data = this.#certainty.believed();
    const agreed = this.#leases.agree(data.leases, staleness);
    this.#users += 1;
    const age = Math.max(0, this.#clock.now() - data.beganAt);
    return { incarnation: data.incarnation, generation: data.head.generation, age, staleness: agreed };
  }

  async append(revocations: readonly Revocation[], seen?: Cursor): Promise<Cursor> {
    const data = this.#open(seen);
    this.#forget(data, Math.max(0, ...revocations.map((fact) => fact.at)));
    for (const fact of revocations) data.append(fact);
    this.#waiting.wake();
    return data.cursor;
  }

  async find(bearer: Bearer): Promise<LoggedRevocation | undefined> {
    return this.#open().find(bearer);
  }

  async changes(after?: Cursor, options: ChangesOptions = {}): Promise<Changes> {
    const data = this.#open(after);
    const from = parseCursor(after);
    const same = from?.incarnation === data.incarnation && from.position.generation === data.head.generation;
    if (options.replica !== undefined && options.staleness !== undefined) {
      const applied = same ? from.position : undefined;
      this.#leases.renew(data.leases, options.replica, applied, options.staleness);
      this.#waiting.wake();
    }
    const moved = (): boolean => this.#machine.data?.cursor !== after || this.#users === 0;
    if (!moved()) await this.#waiting.until(moved, options.wait ?? 0, options.signal);
    return this.#open(after).since(after, this.#portion);
  }

  async settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const target = parseCursor(cursor);
    const applied = (): boolean => {
      const data = this.#open();
      if (target?.incarnation !== data.incarnation || target.position.generation !== data.head.generation) {
        throw new StoreUnavailable('the log has been lost meanwhile');
      }
      return this.#leases.applied(data.leases, target.position);
    };
    while (!applied()) {
      signal.throwIfAborted();
      await this.#waiting.until(applied, 50, signal);
    }
  }

  async open(session: NewSession, limit?: LimitInForce, seen?: Cursor): Promise<Opened> {
    const data = this.#open(seen);
    if (data.sessions.has(session.id)) throw new StoreUnavailable('there is a session with this id already');
    this.#forget(data, session.startedAt);
    const surplus = limit ? data.surplus(session, limit) : [];
    if (surplus.length > 0 && limit?.then === 'refuse') {
      return { cursor: data.cursor, opened: false, ended: [] };
    }
    for (const one of surplus) data.append(endOf(one, session.startedAt, 'session limit'));
    const stored = { ...structuredClone(session), began: data.cursor, generation: 0, rotatedAt: 0 };
    data.put({ session: stored, life: data.head.generation, movedAt: -Infinity });
    if (surplus.length > 0) this.#waiting.wake();
    return { cursor: data.cursor, opened: true, ended: surplus.map((one) => one.id) };
  }

  async touch(sid: string, seenAt: number): Promise<void> {
    const data = this.#open();
    const row = data.sessions.get(sid);
    if (!row || row.session.endedAt !== undefined || row.session.seenAt >= seenAt) return;
    data.put({ ...row, session: { ...row.session, seenAt } });
  }

  async session(sid: string): Promise<StoredSession | undefined> {
    const row = this.#row(this.#open(), sid);
    return row && structuredClone(row.session);
  }

  async sessions(subject?: string): Promise<StoredSession[]> {
    return structuredClone(this.#open().open(subject));
  }

  async rotate(
    sid: string,
    generation: number,
    now: number,
    grace: number,
    seen?: Cursor,
  ): Promise<Rotation> {
    const data = this.#open(seen);
    const row = this.#row(data, sid);
    if (!row || row.session.endedAt !== undefined || now >= row.session.expiresAt) return 'ended';
    const { session, life, movedAt } = row;
    const moment = this.#clock.monotonic();
    const wentBack = life < data.head.generation && generation > session.generation;
    if (generation === session.generation || wentBack) {
      const seenAt = Math.max(session.seenAt, now);
      const moved = { ...session, generation: generation + 1, rotatedAt: now, seenAt };
      data.put({ session: moved, life: data.head.generation, movedAt: moment });
      return 'rotated';
    }
    if (generation === session.generation - 1 && moment - movedAt <= grace) return 'repeated';
    data.append(endOf(session, now, 'refresh token reuse'));
    this.#waiting.wake();
    return 'reused';
  }

  async vouch(doubt: string, cursor: Cursor, revocations: readonly LoggedRevocation[]): Promise<void> {
    this.#end(doubt, (data) => data.restore(cursor, revocations, this.#clock.now()));
  }

  async remind(memory: Memory): Promise<void> {
    const data = this.#open();
    const sessions = this.#isReminding(data) ? memory.sessions : [];
    data.remind({ ...memory, sessions }, this.#clock.monotonic());
    this.#waiting.wake();
  }

  async renew(doubt: string): Promise<void> {
    this.#end(doubt, (data) => data.restart(this.#clock.now()));
  }

  async leave(replica: string): Promise<void> {
    this.#machine.data?.leases.delete(replica);
    this.#waiting.wake();
  }

  async close(): Promise<void> {
    this.#users = Math.max(0, this.#users - 1);
    this.#waiting.wake();
  }

  #open(seen?: Cursor): Data {
    if (this.#users === 0) throw new StoreUnavailable('the memory store was closed');
    return this.#certainty.believed(seen);
  }

  /** Ends a doubt by `how`, if it is still this one. */
  #end(doubt: string, how: (data: Data) => void): void {
    if (this.#certainty.settle(doubt, how)) this.#waiting.wake();
  }

  #row(data: Data, sid: string): Row | undefined {
    const row = data.sessions.get(sid);
    if (row || !this.#isReminding(data)) return row;
    throw new StoreUnavailable('the store is being put back together');
  }

  /** Whether sessions that are missing may yet be brought back. */
  #isReminding(data: Data): boolean {
    return this.#clock.now() - data.restoredAt < REMINDING;
  }

  /** Drops what both the caller's clock and this machine's agree to be over. */
  #forget(data: Data, now: number): void {
    data.forget(Math.min(now, this.#clock.now()));
  }
}

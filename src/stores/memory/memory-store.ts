import { randomId } from '../../core/base64url.ts';
import { elapsed, type Clock, type Mark } from '../../core/clock.ts';
import { inDoubt, StoreUnavailable } from '../../core/errors.ts';
import { PORTION, REMINDING } from '../../core/limits.ts';
import { comparePositions, formatCursor, parseCursor, type Cursor } from '../../core/position.ts';
import { ends, type Bearer, type LoggedRevocation, type Revocation } from '../../core/revocation.ts';
import {
  endOf,
  isInUse,
  type NewSession,
  type LimitInForce,
  type StoredSession,
} from '../../core/session.ts';
import type { Attached, Changes, ChangesOptions, Memory, Opened, Rotation, Store } from '../../core/store.ts';
import type { Timers } from '../../core/timers.ts';
import { Data, isBeyond, type Row } from './data.ts';
import { Leases } from './leases.ts';
import { Waiting } from './waiting.ts';

/** Where the data is: a test may take it away, or put back an older one. */
export interface Machine {
  /** Undefined when all of it was lost. */
  data: Data | undefined;
  /** Names the process that serves the data, and since when. */
  server: string;
  startedAt?: Mark;
}

/** See `memory()`. The clock, the timers and the machine are given, so that a test can hold time still and lose data. */
export class MemoryStore implements Store {
  readonly name = 'memory';
  readonly #clock: Clock;
  readonly #machine: Machine;
  readonly #leases: Leases;
  readonly #waiting: Waiting;
  readonly #portion: number;
  #users = 0;

  /** Tells at most `portion` facts at once. */
  constructor(clock: Clock, timers: Timers, machine?: Machine, portion: number = PORTION) {
    const server = randomId(12);
    this.#clock = clock;
    this.#machine = machine ?? { data: new Data(server, clock.now()), server };
    this.#leases = new Leases(clock);
    this.#waiting = new Waiting(timers);
    this.#portion = portion;
  }

  async attach(staleness?: number): Promise<Attached> {
    const data = this.#certain();
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
    return this.#open().log.find(({ fact }) => ends(fact, bearer))?.fact;
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
    return this.#since(this.#open(after), after);
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
    this.#forget(data, session.startedAt);
    const others = data
      .open(session.subject, session.issuer)
      .filter((one) => limit && isInUse(one, session.startedAt, limit));
    const surplus = limit ? others.slice(0, Math.max(0, others.length + 1 - limit.max)) : [];
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
    this.#settle(doubt, (data) => data.restore(cursor, revocations, this.#clock.now()));
  }

  async remind(memory: Memory): Promise<void> {
    const data = this.#open();
    const sessions = this.#isReminding(data) ? memory.sessions : [];
    data.remind({ ...memory, sessions }, this.#clock.monotonic());
    this.#waiting.wake();
  }

  async renew(doubt: string): Promise<void> {
    this.#settle(doubt, (data) => data.restart());
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
    return this.#certain(seen);
  }

  /** The data, if it is to be believed. Throws a doubt, and remembers it. */
  #certain(seen?: Cursor): Data {
    const { server } = this.#machine;
    this.#machine.data ??= Object.assign(new Data('', this.#clock.now()), { incarnation: '', head: NOWHERE });
    const { data } = this.#machine;
    const from = parseCursor(seen);
    if (data.incarnation === '') data.doubt ??= { id: randomId(12), reason: 'it is empty' };
    else if (data.server !== server) {
      data.doubt ??= { id: randomId(12), reason: 'its data was written by another server' };
    } else if (from?.incarnation === data.incarnation && isBeyond(from.position, data.head)) {
      const { beyond = NOWHERE } = data.doubt ?? {};
      const further = comparePositions(from.position, beyond) > 0 ? from.position : beyond;
      data.doubt = {
        id: data.doubt?.id ?? randomId(12),
        reason: 'its log is shorter than it was',
        beyond: further,
      };
    }
    if (!data.doubt) return data;
    const { startedAt } = this.#machine;
    const age = data.server !== server && startedAt ? elapsed(this.#clock, startedAt) : 0;
    throw inDoubt({ ...data.doubt, id: `${data.doubt.id}@${server}`, age });
  }

  /** Ends a doubt by `how`, if it is still this one. */
  #settle(doubt: string, how: (data: Data) => void): void {
    const { data, server } = this.#machine;
    if (!data?.doubt || `${data.doubt.id}@${server}` !== doubt) return;
    how(data);
    data.doubt = undefined;
    data.server = server;
    data.beganAt = this.#clock.now();
    this.#waiting.wake();
  }

  #since(data: Data, after: Cursor | undefined): Changes {
    const from = parseCursor(after);
    const known = from?.incarnation === data.incarnation && from.position.generation === data.head.generation;
    const news = known ? data.log.filter(({ place }) => place > from.position.sequence) : data.log;
    const told = news.slice(0, this.#portion);
    const more = told.length < news.length;
    const sequence = told.at(-1)?.place ?? 0;
    return {
      revocations: told.map(({ fact }) => fact),
      cursor: more ? formatCursor(data.incarnation, { ...data.head, sequence }) : data.cursor,
      more,
      reset: after !== undefined && !known,
    };
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

const NOWHERE = { generation: 0, sequence: 0 };

import { randomId } from '../../core/base64url.ts';
import type { Clock } from '../../core/clock.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { PAD } from '../../core/limits.ts';
import {
  comparePositions,
  formatCursor,
  parseCursor,
  type Cursor,
  type Position,
} from '../../core/position.ts';
import { ends, type Bearer, type LoggedRevocation, type Revocation } from '../../core/revocation.ts';
import {
  endOf,
  isInUse,
  type NewSession,
  type LimitInForce,
  type StoredSession,
} from '../../core/session.ts';
import type { Attached, Changes, ChangesOptions, Opened, Rotation, Store } from '../../core/store.ts';
import type { Timers } from '../../core/timers.ts';
import { Leases } from './leases.ts';
import { Waiting } from './waiting.ts';

/** See `memory()`. The clock and the timers are given, so that a test can hold time still. */
export class MemoryStore implements Store {
  readonly name = 'memory';
  #incarnation = randomId(12);
  #position: Position = { generation: 1, sequence: 0 };
  #log: LoggedRevocation[] = [];
  readonly #sessions = new Map<string, StoredSession>();
  readonly #clock: Clock;
  readonly #leases: Leases;
  readonly #waiting: Waiting;
  #users = 0;

  constructor(clock: Clock, timers: Timers) {
    this.#clock = clock;
    this.#leases = new Leases(clock);
    this.#waiting = new Waiting(timers);
  }

  async attach(staleness?: number): Promise<Attached> {
    const agreed = this.#leases.agree(staleness);
    this.#users += 1;
    return { incarnation: this.#incarnation, staleness: agreed };
  }

  async append(revocations: readonly Revocation[]): Promise<Cursor> {
    this.#open();
    this.#forget(Math.max(0, ...revocations.map((fact) => fact.at)));
    for (const fact of revocations) this.#append(fact);
    this.#waiting.wake();
    return this.#cursor();
  }

  async find(bearer: Bearer): Promise<LoggedRevocation | undefined> {
    this.#open();
    return this.#log.find((fact) => ends(fact, bearer));
  }

  async changes(after?: Cursor, options: ChangesOptions = {}): Promise<Changes> {
    this.#open();
    const from = parseCursor(after);
    const known =
      from?.incarnation === this.#incarnation && comparePositions(from.position, this.#position) <= 0
        ? from.position
        : undefined;
    if (options.replica !== undefined && options.staleness !== undefined) {
      this.#leases.renew(options.replica, known, options.staleness);
      this.#waiting.wake();
    }
    const news = (): boolean => known === undefined || comparePositions(known, this.#position) < 0;
    const over = (): boolean => news() || this.#users === 0;
    if (!news()) await this.#waiting.until(over, options.wait ?? 0, options.signal);
    this.#open();
    const same = known !== undefined && from?.incarnation === this.#incarnation;
    return {
      revocations: same
        ? this.#log.filter((fact) => comparePositions(known, fact.position) < 0)
        : [...this.#log],
      cursor: this.#cursor(),
      reset: after !== undefined && !same,
    };
  }

  async settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const target = parseCursor(cursor);
    const applied = (): boolean =>
      target?.incarnation !== this.#incarnation || this.#leases.applied(target.position);
    while (!applied()) {
      signal.throwIfAborted();
      await this.#waiting.until(applied, 50, signal);
    }
  }

  async open(session: NewSession, limit?: LimitInForce): Promise<Opened> {
    this.#open();
    this.#forget(session.startedAt);
    const others = this.#openSessions(session.subject, session.issuer).filter(
      (one) => limit && isInUse(one, session.startedAt, limit),
    );
    const surplus = limit ? others.slice(0, Math.max(0, others.length + 1 - limit.max)) : [];
    if (surplus.length > 0 && limit?.then === 'refuse') {
      return { cursor: this.#cursor(), opened: false, ended: [] };
    }
    for (const one of surplus) this.#append(endOf(one, session.startedAt, 'session limit'));
    const began = this.#cursor();
    this.#sessions.set(session.id, { ...structuredClone(session), began, generation: 0, rotatedAt: 0 });
    if (surplus.length > 0) this.#waiting.wake();
    return { cursor: began, opened: true, ended: surplus.map((one) => one.id) };
  }

  async touch(sid: string, seenAt: number): Promise<void> {
    this.#open();
    const session = this.#sessions.get(sid);
    if (!session || session.endedAt !== undefined || session.seenAt >= seenAt) return;
    this.#sessions.set(sid, { ...session, seenAt });
  }

  async session(sid: string): Promise<StoredSession | undefined> {
    this.#open();
    const session = this.#sessions.get(sid);
    return session && structuredClone(session);
  }

  async sessions(subject?: string): Promise<StoredSession[]> {
    this.#open();
    return structuredClone(this.#openSessions(subject));
  }

  async rotate(sid: string, generation: number, now: number, grace: number): Promise<Rotation> {
    this.#open();
    const session = this.#sessions.get(sid);
    if (!session || session.endedAt !== undefined || now >= session.expiresAt) return 'ended';
    if (generation === session.generation) {
      const seenAt = Math.max(session.seenAt, now);
      this.#sessions.set(sid, { ...session, generation: generation + 1, rotatedAt: now, seenAt });
      return 'rotated';
    }
    if (generation === session.generation - 1 && now - session.rotatedAt <= grace) return 'repeated';
    this.#append(endOf(session, now, 'refresh token reuse'));
    this.#waiting.wake();
    return 'reused';
  }

  async renew(incarnation: string): Promise<string> {
    this.#open();
    if (incarnation === this.#incarnation) {
      this.#incarnation = randomId(12);
      this.#position = { generation: this.#position.generation + 1, sequence: 0 };
      this.#log = [];
      this.#sessions.clear();
      this.#leases.startOver();
      this.#waiting.wake();
    }
    return this.#incarnation;
  }

  async leave(replica: string): Promise<void> {
    this.#leases.leave(replica);
    this.#waiting.wake();
  }

  async close(): Promise<void> {
    this.#users = Math.max(0, this.#users - 1);
    this.#waiting.wake();
  }

  #open(): void {
    if (this.#users === 0) throw new StoreUnavailable('the memory store was closed');
  }

  #cursor(): Cursor {
    return formatCursor(this.#incarnation, this.#position);
  }

  #append(fact: Revocation): void {
    this.#position = { ...this.#position, sequence: this.#position.sequence + 1 };
    const logged = { ...fact, position: this.#position };
    this.#log.push(logged);
    if (fact.kind === 'token') return;
    for (const [sid, session] of this.#sessions) {
      const bearer = { ...session, token: '', session: sid, began: parseCursor(session.began)?.position };
      if (session.endedAt !== undefined || !bearer.began) continue;
      if (ends(logged, { ...bearer, began: bearer.began })) {
        this.#sessions.set(sid, { ...session, endedAt: fact.at });
      }
    }
  }

  /** Oldest first. */
  #openSessions(subject?: string, issuer?: string): StoredSession[] {
    return [...this.#sessions.values()]
      .filter(
        (one) =>
          one.endedAt === undefined &&
          (subject === undefined || one.subject === subject) &&
          (issuer === undefined || one.issuer === issuer),
      )
      .toSorted((a, b) => a.startedAt - b.startedAt);
  }

  /** Drops what both the caller's clock and this machine's agree to be over. */
  #forget(now: number): void {
    const over = Math.min(now, this.#clock.now());
    this.#log = this.#log.filter((fact) => fact.expiresAt >= over);
    for (const [sid, session] of this.#sessions) {
      if (session.expiresAt + PAD < over) this.#sessions.delete(sid);
    }
  }
}

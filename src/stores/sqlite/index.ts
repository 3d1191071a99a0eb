import { resolve } from 'node:path';
import { ConfigError, inDoubt, StoreUnavailable } from '../../core/errors.ts';
import { PAD, REMINDING } from '../../core/limits.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import type { Bearer, LoggedRevocation, Revocation } from '../../core/revocation.ts';
import { endOf, type NewSession, type LimitInForce, type StoredSession } from '../../core/session.ts';
import type { Attached, Changes, ChangesOptions, Memory, Opened, Rotation, Store } from '../../core/store.ts';
import { Certainty } from './certainty.ts';
import { Database } from './database.ts';
import { Leases } from './leases.ts';
import { Log } from './log.ts';
import { migrate } from './migrate.ts';
import { News } from './news.ts';
import { SessionTable } from './session-table.ts';

/**
 * A SQLite file, on Node's own driver: nothing to install, nothing to run. Any number of processes of one
 * machine may share it. `:memory:` keeps everything in this process.
 *
 * Throws `ConfigError` when the file cannot be used, or was written by a newer Curfew.
 */
export function sqlite(path: string): Store {
  if (typeof path !== 'string' || path === '') {
    throw new ConfigError("sqlite() needs the path of a file: sqlite('app.db')");
  }
  return new SqliteStore(path === ':memory:' ? path : resolve(path));
}

class SqliteStore implements Store {
  readonly name = 'sqlite';
  readonly #database: Database;
  readonly #news: News;
  readonly #certainty: Certainty;
  readonly #leases: Leases;
  readonly #log: Log;
  readonly #sessions: SessionTable;
  #users = 0;

  constructor(path: string) {
    this.#database = new Database(path, migrate);
    this.#news = new News(path);
    this.#certainty = new Certainty(this.#database);
    this.#leases = new Leases(this.#database, this.#news);
    this.#log = new Log(this.#database);
    this.#sessions = new SessionTable(this.#database);
  }

  async attach(staleness?: number): Promise<Attached> {
    this.#database.open();
    await this.#database.write(() => this.#certainty.certify());
    const agreed = await this.#leases.agree(staleness);
    const log = await this.#read(() => ({ incarnation: this.#log.incarnation, ...this.#log.standing }));
    this.#users += 1;
    return { incarnation: log.incarnation, generation: log.generation, age: log.age, staleness: agreed };
  }

  async append(revocations: readonly Revocation[], seen?: Cursor): Promise<Cursor> {
    const cursor = await this.#write(() => {
      this.#forget(Math.max(0, ...revocations.map((fact) => fact.at)));
      for (const fact of revocations) this.#record(fact);
      return this.#log.cursor;
    }, seen);
    this.#news.wake();
    return cursor;
  }

  find(bearer: Bearer): Promise<LoggedRevocation | undefined> {
    return this.#read(() => this.#log.find(bearer));
  }

  async changes(after?: Cursor, options: ChangesOptions = {}): Promise<Changes> {
    const { replica, staleness, wait = 0, signal } = options;
    // The lease is written before the log is read: an append that did not see it is one that this read sees.
    if (replica !== undefined && staleness !== undefined) await this.#leases.renew(replica, after, staleness);
    const answer = await this.#read(() => this.#log.since(after), after);
    if (answer.cursor !== after || wait === 0) return answer;
    await this.#news.until(() => this.#database.read(() => this.#log.cursor) !== after, wait, signal);
    return this.#read(() => this.#log.since(after), after);
  }

  settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    return this.#leases.settled(cursor, signal);
  }

  async open(session: NewSession, limit?: LimitInForce, seen?: Cursor): Promise<Opened> {
    const opened = await this.#write(() => {
      this.#forget(session.startedAt);
      const surplus = limit ? this.#sessions.surplus(session, limit) : [];
      if (surplus.length > 0 && limit?.then === 'refuse') {
        return { cursor: this.#log.cursor, opened: false, ended: [] };
      }
      for (const one of surplus) this.#record(endOf(one, session.startedAt, 'session limit'));
      const { cursor } = this.#log;
      this.#sessions.insert(session, cursor, this.#log.standing.generation);
      return { cursor, opened: true, ended: surplus.map((one) => one.id) };
    }, seen);
    if (opened.ended.length > 0) this.#news.wake();
    return opened;
  }

  async touch(sid: string, seenAt: number): Promise<void> {
    await this.#database.write(() => this.#sessions.touch(sid, seenAt), { durable: false });
  }

  session(sid: string): Promise<StoredSession | undefined> {
    return this.#read(() => this.#session(sid));
  }

  sessions(subject?: string): Promise<StoredSession[]> {
    return this.#read(() => this.#sessions.list(subject));
  }

  async rotate(
    sid: string,
    generation: number,
    now: number,
    grace: number,
    seen?: Cursor,
  ): Promise<Rotation> {
    const rotation = await this.#write((): Rotation => {
      const session = this.#session(sid);
      if (!session || session.endedAt !== undefined || now >= session.expiresAt) return 'ended';
      const counter = this.#sessions.counter(sid);
      const life = this.#log.standing.generation;
      if (generation === session.generation || (counter.life < life && generation > session.generation)) {
        this.#sessions.rotate(sid, generation + 1, now, life);
        return 'rotated';
      }
      if (generation === session.generation - 1 && counter.age <= grace) return 'repeated';
      this.#record(endOf(session, now, 'refresh token reuse'));
      return 'reused';
    }, seen);
    if (rotation === 'reused') this.#news.wake();
    return rotation;
  }

  async vouch(doubt: string, cursor: Cursor, revocations: readonly LoggedRevocation[]): Promise<void> {
    const voucher = parseCursor(cursor);
    if (!voucher) return;
    await this.#settle(doubt, () => {
      if (this.#log.incarnation !== voucher.incarnation) this.#sessions.clear();
      this.#log.goOn(voucher);
      this.#bringBack(revocations);
    });
  }

  async remind({ revocations, sessions }: Memory): Promise<void> {
    await this.#write(() => {
      this.#bringBack(revocations);
      for (const session of this.#isReminding ? sessions : []) {
        const ours = parseCursor(session.began)?.incarnation === this.#log.incarnation;
        if (!ours || this.#sessions.get(session.id)) continue;
        this.#sessions.bringBack(session);
        const began = parseCursor(session.began)?.position;
        const end = began && this.#log.find({ ...session, session: session.id, token: '', began });
        if (end) this.#sessions.endIf(session, end);
      }
    });
    this.#news.wake();
  }

  renew(doubt: string): Promise<void> {
    return this.#settle(doubt, () => {
      this.#log.restart();
      this.#sessions.clear();
    });
  }

  leave(replica: string): Promise<void> {
    return this.#leases.leave(replica);
  }

  async close(): Promise<void> {
    this.#users = Math.max(0, this.#users - 1);
    if (this.#users > 0) return;
    this.#news.close();
    this.#database.close();
  }

  /** A look at data that is to be believed. */
  async #read<T>(work: () => T, seen?: Cursor): Promise<T> {
    const answer = this.#database.read(() => {
      const doubt = this.#certainty.notice(seen);
      return doubt ? { doubt } : { value: work() };
    });
    if (answer.doubt) return this.#write(work, seen);
    return answer.value;
  }

  /** A step on data that is to be believed; what speaks against it is written down. */
  async #write<T>(work: () => T, seen?: Cursor): Promise<T> {
    const answer = await this.#database.write(() => {
      const doubt = this.#certainty.notice(seen);
      if (doubt) this.#certainty.record(doubt);
      return doubt ? { doubt } : { value: work() };
    });
    if (answer.doubt) throw inDoubt(answer.doubt);
    return answer.value;
  }

  /** Ends a doubt by `how`, if it is still open. */
  async #settle(doubt: string, how: () => void): Promise<void> {
    await this.#database.write(() => {
      if (!this.#certainty.isOpen(doubt)) return;
      how();
      this.#certainty.settle();
    });
    this.#news.wake();
  }

  #session(sid: string): StoredSession | undefined {
    const session = this.#sessions.get(sid);
    if (session || !this.#isReminding) return session;
    throw new StoreUnavailable('the store is being put back together');
  }

  /** Whether sessions that are missing may yet be brought back. */
  get #isReminding(): boolean {
    return Date.now() - this.#log.standing.restoredAt < REMINDING;
  }

  /** Logs a fact and ends the sessions it names, in one step. */
  #record(fact: Revocation): void {
    this.#log.append(fact);
    this.#sessions.end(fact);
  }

  /** Logs what is missing of `revocations`, at the places where it was logged first. */
  #bringBack(revocations: readonly LoggedRevocation[]): void {
    for (const fact of revocations) {
      if (this.#log.has(fact)) continue;
      this.#log.append(fact, fact.position);
      this.#sessions.endAgain(fact);
    }
  }

  /** Drops what both the caller's clock and this machine's agree to be over. */
  #forget(now: number): void {
    const over = Math.min(now, Date.now());
    this.#log.forget(over);
    this.#sessions.forget(over - PAD);
  }
}

import { resolve } from 'node:path';
import { ConfigError, inDoubt } from '../../core/errors.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import type { Bearer, LoggedRevocation, Revocation } from '../../core/revocation.ts';
import type { NewSession, LimitInForce, StoredSession } from '../../core/session.ts';
import type { Attached, Changes, ChangesOptions, Memory, Opened, Rotation, Store } from '../../core/store.ts';
import { Certainty } from './certainty.ts';
import { Data } from './data.ts';
import { Database } from './database.ts';
import { Leases } from './leases.ts';
import { migrate } from './migrate.ts';
import { News } from './news.ts';

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
  readonly #data: Data;
  #users = 0;

  constructor(path: string) {
    this.#database = new Database(path, migrate);
    this.#news = new News(path);
    this.#certainty = new Certainty(this.#database);
    this.#leases = new Leases(this.#database, this.#news);
    this.#data = new Data(this.#database);
  }

  async attach(staleness?: number): Promise<Attached> {
    this.#database.open();
    await this.#database.write(() => this.#certainty.certify());
    const agreed = await this.#leases.agree(staleness);
    const log = await this.#read(() => ({
      incarnation: this.#data.log.incarnation,
      ...this.#data.log.standing,
    }));
    this.#users += 1;
    return { incarnation: log.incarnation, generation: log.generation, age: log.age, staleness: agreed };
  }

  async append(revocations: readonly Revocation[], seen?: Cursor): Promise<Cursor> {
    const cursor = await this.#write(() => this.#data.append(revocations), seen);
    this.#news.wake();
    return cursor;
  }

  find(bearer: Bearer): Promise<LoggedRevocation | undefined> {
    return this.#read(() => this.#data.log.find(bearer));
  }

  async changes(after?: Cursor, options: ChangesOptions = {}): Promise<Changes> {
    const { replica, staleness, wait = 0, signal } = options;
    // The lease is written before the log is read: an append that did not see it is one that this read sees.
    if (replica !== undefined && staleness !== undefined) await this.#leases.renew(replica, after, staleness);
    const answer = await this.#read(() => this.#data.log.since(after), after);
    if (answer.cursor !== after || wait === 0) return answer;
    await this.#news.until(() => this.#database.read(() => this.#data.log.cursor) !== after, wait, signal);
    return this.#read(() => this.#data.log.since(after), after);
  }

  settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    return this.#leases.settled(cursor, signal);
  }

  async open(session: NewSession, limit?: LimitInForce, seen?: Cursor): Promise<Opened> {
    const opened = await this.#write(() => this.#data.open(session, limit), seen);
    if (opened.ended.length > 0) this.#news.wake();
    return opened;
  }

  async touch(sid: string, seenAt: number): Promise<void> {
    await this.#database.write(() => this.#data.sessions.touch(sid, seenAt), { durable: false });
  }

  session(sid: string): Promise<StoredSession | undefined> {
    return this.#read(() => this.#data.session(sid));
  }

  sessions(subject?: string): Promise<StoredSession[]> {
    return this.#read(() => this.#data.sessions.list(subject));
  }

  async rotate(
    sid: string,
    generation: number,
    now: number,
    grace: number,
    seen?: Cursor,
  ): Promise<Rotation> {
    const rotation = await this.#write(() => this.#data.rotate(sid, generation, now, grace), seen);
    if (rotation === 'reused') this.#news.wake();
    return rotation;
  }

  async vouch(doubt: string, cursor: Cursor, revocations: readonly LoggedRevocation[]): Promise<void> {
    const voucher = parseCursor(cursor);
    if (!voucher) return;
    await this.#settle(doubt, () => this.#data.restore(voucher, revocations));
  }

  async remind(memory: Memory): Promise<void> {
    await this.#write(() => this.#data.remind(memory));
    this.#news.wake();
  }

  renew(doubt: string): Promise<void> {
    return this.#settle(doubt, () => this.#data.restart());
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
}

import { resolve } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import { PAD } from '../../core/limits.ts';
import type { Cursor } from '../../core/position.ts';
import type { Bearer, LoggedRevocation, Revocation } from '../../core/revocation.ts';
import { endOf, type NewSession, type LimitInForce, type StoredSession } from '../../core/session.ts';
import type { Attached, Changes, ChangesOptions, Opened, Rotation, Store } from '../../core/store.ts';
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
  readonly #leases: Leases;
  readonly #log: Log;
  readonly #sessions: SessionTable;
  #users = 0;

  constructor(path: string) {
    this.#database = new Database(path, migrate);
    this.#news = new News(path);
    this.#leases = new Leases(this.#database, this.#news);
    this.#log = new Log(this.#database);
    this.#sessions = new SessionTable(this.#database);
  }

  async attach(staleness?: number): Promise<Attached> {
    this.#database.open();
    const agreed = await this.#leases.agree(staleness);
    this.#users += 1;
    return { incarnation: this.#database.read(() => this.#log.incarnation), staleness: agreed };
  }

  async append(revocations: readonly Revocation[]): Promise<Cursor> {
    const cursor = await this.#database.write(() => {
      this.#forget(Math.max(0, ...revocations.map((fact) => fact.at)));
      for (const fact of revocations) this.#record(fact);
      return this.#log.cursor;
    });
    this.#news.wake();
    return cursor;
  }

  async find(bearer: Bearer): Promise<LoggedRevocation | undefined> {
    return this.#database.read(() => this.#log.find(bearer));
  }

  async changes(after?: Cursor, options: ChangesOptions = {}): Promise<Changes> {
    const { replica, staleness, wait = 0, signal } = options;
    // The lease is written before the log is read: an append that did not see it is one that this read sees.
    if (replica !== undefined && staleness !== undefined) await this.#leases.renew(replica, after, staleness);
    const answer = this.#database.read(() => this.#log.since(after));
    if (answer.cursor !== after || wait === 0) return answer;
    await this.#news.until(() => this.#database.read(() => this.#log.cursor) !== after, wait, signal);
    return this.#database.read(() => this.#log.since(after));
  }

  settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    return this.#leases.settled(cursor, signal);
  }

  async open(session: NewSession, limit?: LimitInForce): Promise<Opened> {
    const opened = await this.#database.write(() => {
      this.#forget(session.startedAt);
      const surplus = limit ? this.#sessions.surplus(session, limit) : [];
      if (surplus.length > 0 && limit?.then === 'refuse') {
        return { cursor: this.#log.cursor, opened: false, ended: [] };
      }
      for (const one of surplus) this.#record(endOf(one, session.startedAt, 'session limit'));
      const { cursor } = this.#log;
      this.#sessions.insert(session, cursor);
      return { cursor, opened: true, ended: surplus.map((one) => one.id) };
    });
    if (opened.ended.length > 0) this.#news.wake();
    return opened;
  }

  async touch(sid: string, seenAt: number): Promise<void> {
    await this.#database.write(() => this.#sessions.touch(sid, seenAt), { durable: false });
  }

  async session(sid: string): Promise<StoredSession | undefined> {
    return this.#database.read(() => this.#sessions.get(sid));
  }

  async sessions(subject?: string): Promise<StoredSession[]> {
    return this.#database.read(() => this.#sessions.list(subject));
  }

  async rotate(sid: string, generation: number, now: number, grace: number): Promise<Rotation> {
    const rotation = await this.#database.write((): Rotation => {
      const session = this.#sessions.get(sid);
      if (!session || session.endedAt !== undefined || now >= session.expiresAt) return 'ended';
      if (generation === session.generation) {
        this.#sessions.rotate(sid, generation + 1, now);
        return 'rotated';
      }
      if (generation === session.generation - 1 && now - session.rotatedAt <= grace) return 'repeated';
      this.#record(endOf(session, now, 'refresh token reuse'));
      return 'reused';
    });
    if (rotation === 'reused') this.#news.wake();
    return rotation;
  }

  async renew(incarnation: string): Promise<string> {
    const now = await this.#database.write(() => {
      if (this.#log.incarnation === incarnation) {
        this.#log.restart();
        this.#sessions.clear();
        this.#leases.startOver();
      }
      return this.#log.incarnation;
    });
    this.#news.wake();
    return now;
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

  /** Logs a fact and ends the sessions it names, in one step. */
  #record(fact: Revocation): void {
    this.#log.append(fact);
    this.#sessions.end(fact);
  }

  /** Drops what both the caller's clock and this machine's agree to be over. */
  #forget(now: number): void {
    const over = Math.min(now, Date.now());
    this.#log.forget(over);
    this.#sessions.forget(over - PAD);
  }
}

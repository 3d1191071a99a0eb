import { randomId } from '../../core/base64url.ts';
import { ConfigError } from '../../core/errors.ts';
import { PAD } from '../../core/limits.ts';
import {
  comparePositions,
  formatCursor,
  parseCursor,
  type Cursor,
  type Position,
} from '../../core/position.ts';
import {
  ANY,
  ends,
  idOf,
  type Bearer,
  type Kind,
  type LoggedRevocation,
  type Revocation,
} from '../../core/revocation.ts';
import { endOf, type NewSession, type SessionLimit, type StoredSession } from '../../core/session.ts';
import type { Attached, Changes, ChangesOptions, Opened, Rotation, Store } from '../../core/store.ts';
import { Database } from './database.ts';
import { Leases } from './leases.ts';
import { migrate } from './migrate.ts';
import { News } from './news.ts';
import { revocationOf, sessionOf } from './rows.ts';

const KINDS: readonly Kind[] = ['token', 'session', 'subject', 'client', 'tenant', 'everything'];

/**
 * A SQLite file, on Node's own driver: nothing to install, nothing to run. Any number of processes of one
 * machine may share it. `:memory:` keeps everything in this process.
 *
 * Throws `ConfigError` when the file cannot be used, or was written by a newer Curfew.
 */
export function sqlite(path: string): Store {
  if (typeof path !== 'string' || path === '')
    throw new ConfigError("sqlite() needs the path of a file: sqlite('app.db')");
  return new SqliteStore(path);
}

class SqliteStore implements Store {
  readonly name = 'sqlite';
  readonly #database: Database;
  readonly #news: News;
  readonly #leases: Leases;
  #users = 0;

  constructor(path: string) {
    this.#database = new Database(path, migrate);
    this.#news = new News(path);
    this.#leases = new Leases(this.#database, this.#news);
  }

  async attach(staleness?: number): Promise<Attached> {
    this.#database.open();
    const agreed = await this.#leases.agree(staleness);
    this.#users += 1;
    return { incarnation: this.#database.read(() => this.#head()).incarnation, staleness: agreed };
  }

  async append(revocations: readonly Revocation[]): Promise<Cursor> {
    const cursor = await this.#database.write(() => {
      this.#tidy(Math.max(0, ...revocations.map((fact) => fact.at)));
      for (const fact of revocations) this.#append(fact);
      return this.#cursor();
    });
    this.#news.wake();
    return cursor;
  }

  async find(bearer: Bearer): Promise<LoggedRevocation | undefined> {
    return this.#database.read(() => {
      for (const kind of KINDS) {
        const id = idOf(kind, bearer);
        if (id === undefined) continue;
        const rows = this.#database.all(
          'SELECT * FROM curfew_revocation WHERE kind = ? AND id = ?',
          kind,
          id,
        );
        const fact = rows.map(revocationOf).find((one) => ends(one, bearer));
        if (fact) return fact;
      }
      return undefined;
    });
  }

  async changes(after?: Cursor, options: ChangesOptions = {}): Promise<Changes> {
    const { replica, staleness, wait = 0, signal } = options;
    // The lease is written before the log is read: an append that did not see it is one that this read sees.
    if (replica !== undefined && staleness !== undefined) await this.#leases.renew(replica, after, staleness);
    let answer = this.#database.read(() => this.#since(after));
    if (answer.cursor === after && wait > 0) {
      await this.#news.until(() => this.#database.read(() => this.#cursor()) !== after, wait, signal);
      answer = this.#database.read(() => this.#since(after));
    }
    return answer;
  }

  settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    return this.#leases.settled(cursor, signal);
  }

  async open(session: NewSession, limit?: SessionLimit): Promise<Opened> {
    const opened = await this.#database.write(() => {
      this.#tidy(session.startedAt);
      const surplus = limit ? this.#surplus(session, limit.max) : [];
      if (surplus.length > 0 && limit?.then === 'refuse') {
        return { cursor: this.#cursor(), opened: false, ended: [] };
      }
      for (const one of surplus) this.#append(endOf(one, session.startedAt, 'session limit'));
      const cursor = this.#cursor();
      this.#insert(session, cursor);
      return { cursor, opened: true, ended: surplus.map((one) => one.id) };
    });
    if (opened.ended.length > 0) this.#news.wake();
    return opened;
  }

  async touch(sid: string, seenAt: number): Promise<void> {
    const sql = 'UPDATE curfew_session SET seen_at = ? WHERE id = ? AND seen_at < ? AND ended_at IS NULL';
    await this.#database.write(() => this.#database.run(sql, seenAt, sid, seenAt), { durable: false });
  }

  async session(sid: string): Promise<StoredSession | undefined> {
    return this.#database.read(() => this.#session(sid));
  }

  async sessions(subject?: string): Promise<StoredSession[]> {
    const sql = `SELECT * FROM curfew_session WHERE ended_at IS NULL
      ${subject === undefined ? '' : 'AND subject = ?'} ORDER BY started_at, rowid`;
    const values = subject === undefined ? [] : [subject];
    return this.#database.read(() => this.#database.all(sql, ...values).map(sessionOf));
  }

  async rotate(sid: string, generation: number, now: number, grace: number): Promise<Rotation> {
    const rotation = await this.#database.write((): Rotation => {
      const session = this.#session(sid);
      if (!session || session.endedAt !== undefined || now >= session.expiresAt) return 'ended';
      if (generation === session.generation) {
        const sql =
          'UPDATE curfew_session SET generation = ?, rotated_at = ?, seen_at = max(seen_at, ?) WHERE id = ?';
        this.#database.run(sql, generation + 1, now, now, sid);
        return 'rotated';
      }
      if (generation === session.generation - 1 && now - session.rotatedAt <= grace) return 'repeated';
      this.#append(endOf(session, now, 'refresh token reuse'));
      return 'reused';
    });
    if (rotation === 'reused') this.#news.wake();
    return rotation;
  }

  async renew(incarnation: string): Promise<string> {
    const now = await this.#database.write(() => {
      if (this.#head().incarnation === incarnation) {
        this.#database.exec(
          'DELETE FROM curfew_revocation; DELETE FROM curfew_session; DELETE FROM curfew_replica',
        );
        const sql = 'UPDATE curfew_head SET incarnation = ?, generation = generation + 1, sequence = 0';
        this.#database.run(sql, randomId(12));
      }
      return this.#head().incarnation;
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

  #head(): { incarnation: string; position: Position } {
    const row = this.#database.get('SELECT incarnation, generation, sequence FROM curfew_head');
    const position = { generation: Number(row?.['generation']), sequence: Number(row?.['sequence']) };
    return { incarnation: String(row?.['incarnation']), position };
  }

  #cursor(): Cursor {
    const { incarnation, position } = this.#head();
    return formatCursor(incarnation, position);
  }

  #session(sid: string): StoredSession | undefined {
    const row = this.#database.get('SELECT * FROM curfew_session WHERE id = ?', sid);
    return row && sessionOf(row);
  }

  #since(after: Cursor | undefined): Changes {
    const { incarnation, position } = this.#head();
    const from = parseCursor(after);
    const known = from?.incarnation === incarnation && comparePositions(from.position, position) <= 0;
    const sql = `SELECT * FROM curfew_revocation
      WHERE (generation, sequence) > (?, ?) ORDER BY generation, sequence`;
    const start = known ? from.position : { generation: 0, sequence: 0 };
    const rows = this.#database.all(sql, start.generation, start.sequence);
    const cursor = formatCursor(incarnation, position);
    return { revocations: rows.map(revocationOf), cursor, reset: after !== undefined && !known };
  }

  /** Logs one fact and ends the sessions it names; call it inside a write. */
  #append(fact: Revocation): void {
    this.#database.run('UPDATE curfew_head SET sequence = sequence + 1');
    const { generation, sequence } = this.#head().position;
    this.#database.run(
      'INSERT INTO curfew_revocation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      sequence,
      generation,
      fact.kind,
      fact.id,
      fact.issuer,
      fact.except ?? null,
      fact.at,
      fact.expiresAt,
      fact.reason ?? null,
      fact.by ?? null,
    );
    if (fact.kind === 'token') return;
    const column = {
      session: 'id',
      subject: 'subject',
      client: 'client',
      tenant: 'tenant',
      everything: "'*'",
    }[fact.kind];
    this.#database.run(
      `UPDATE curfew_session SET ended_at = ? WHERE ended_at IS NULL
        AND ${column} = ? AND (? = '${ANY}' OR issuer = ?) AND id IS NOT ?`,
      fact.at,
      fact.id,
      fact.issuer,
      fact.issuer,
      fact.except ?? null,
    );
  }

  #insert(session: NewSession, began: Cursor): void {
    this.#database.run(
      'INSERT INTO curfew_session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, NULL)',
      session.id,
      session.subject,
      session.issuer,
      session.client ?? null,
      session.tenant ?? null,
      session.device === undefined ? null : JSON.stringify(session.device),
      session.claims === undefined ? null : JSON.stringify(session.claims),
      session.secret,
      began,
      session.startedAt,
      session.seenAt,
      session.expiresAt,
    );
  }

  /** The oldest sessions of the subject, as many as must go for one more to fit. */
  #surplus(session: NewSession, max: number): StoredSession[] {
    const sql = `SELECT * FROM curfew_session WHERE subject = ? AND issuer = ? AND ended_at IS NULL AND expires_at > ?
      ORDER BY started_at, rowid`;
    const open = this.#database.all(sql, session.subject, session.issuer, session.startedAt);
    return open.slice(0, Math.max(0, open.length + 1 - max)).map(sessionOf);
  }

  /** Drops what both the caller's clock and this machine's agree to be over. */
  #tidy(now: number): void {
    const over = Math.min(now, Date.now());
    this.#database.run('DELETE FROM curfew_revocation WHERE expires_at < ?', over);
    this.#database.run('DELETE FROM curfew_session WHERE expires_at < ?', over - PAD);
  }
}

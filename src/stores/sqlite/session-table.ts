import { parseCursor, type Cursor } from '../../core/position.ts';
import { ANY, ends, type LoggedRevocation, type Revocation } from '../../core/revocation.ts';
import { isInUse, type NewSession, type LimitInForce, type StoredSession } from '../../core/session.ts';
import type { Database } from './database.ts';
import { sessionOf } from './rows.ts';

/** Which column a revocation names. */
const COLUMN = {
  session: 'id',
  subject: 'subject',
  client: 'client',
  tenant: 'tenant',
  everything: `'${ANY}'`,
};

/** The sessions. Each method belongs inside a read or a write of the database. */
export class SessionTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(sid: string): StoredSession | undefined {
    const row = this.#database.get('SELECT * FROM curfew_session WHERE id = ?', sid);
    return row && sessionOf(row);
  }

  /** Those that have not ended, oldest first. */
  list(subject?: string): StoredSession[] {
    const where = subject === undefined ? '' : 'AND subject = ?';
    const sql = `SELECT * FROM curfew_session WHERE ended_at IS NULL ${where} ORDER BY started_at, rowid`;
    return this.#database.all(sql, ...(subject === undefined ? [] : [subject])).map(sessionOf);
  }

  insert(session: NewSession, began: Cursor, life: number): void {
    this.#database.run(
      'INSERT INTO curfew_session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, NULL, ?, 0)',
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
      life,
    );
  }

  /** Brings back a session that is missing, with the counter that the node remembers. */
  bringBack(session: StoredSession): void {
    this.insert(session, session.began, 0);
    // When the counter moved is not known: it may have been a moment ago.
    const sql = 'UPDATE curfew_session SET generation = ?, rotated_at = ?, moved_at = ? WHERE id = ?';
    this.#database.run(sql, session.generation, session.rotatedAt, Date.now(), session.id);
  }

  /** The subject's oldest sessions, as many as must go for one more to fit. */
  surplus(session: NewSession, limit: LimitInForce): StoredSession[] {
    const open = this.list(session.subject).filter(
      (one) => one.issuer === session.issuer && isInUse(one, session.startedAt, limit),
    );
    return open.slice(0, Math.max(0, open.length + 1 - limit.max));
  }

  /** Where the refresh counter was last written: in which generation of the log, and how long ago, ms. */
  counter(sid: string): { life: number; age: number } {
    const row = this.#database.get('SELECT life, moved_at FROM curfew_session WHERE id = ?', sid);
    return { life: Number(row?.['life']), age: Math.max(0, Date.now() - Number(row?.['moved_at'])) };
  }

  /** Moves the refresh counter on, to `generation`. */
  rotate(sid: string, generation: number, now: number, life: number): void {
    const sql = `UPDATE curfew_session SET generation = ?, rotated_at = ?, seen_at = max(seen_at, ?),
      life = ?, moved_at = ? WHERE id = ?`;
    this.#database.run(sql, generation, now, now, life, Date.now(), sid);
  }

  touch(sid: string, seenAt: number): void {
    const sql = 'UPDATE curfew_session SET seen_at = ? WHERE id = ? AND seen_at < ? AND ended_at IS NULL';
    this.#database.run(sql, seenAt, sid, seenAt);
  }

  /** Ends the sessions that a revocation names. All of them began before it. */
  end(fact: Revocation): void {
    if (fact.kind === 'token') return;
    this.#database.run(
      `UPDATE curfew_session SET ended_at = ? WHERE ended_at IS NULL
        AND ${COLUMN[fact.kind]} = ? AND (? = '${ANY}' OR issuer = ?) AND id IS NOT ?`,
      fact.at,
      fact.id,
      fact.issuer,
      fact.issuer,
      fact.except ?? null,
    );
  }

  /** Ends the sessions that a fact names which was brought back: they may have begun after it. */
  endAgain(fact: LoggedRevocation): void {
    if (fact.kind === 'token') return;
    for (const session of this.#named(fact)) this.endIf(session, fact);
  }

  /** Ends a session if `fact` does. */
  endIf(session: StoredSession, fact: LoggedRevocation): void {
    const began = parseCursor(session.began)?.position;
    if (!began || !ends(fact, { ...session, session: session.id, token: '', began })) return;
    const sql = 'UPDATE curfew_session SET ended_at = ? WHERE id = ? AND ended_at IS NULL';
    this.#database.run(sql, fact.at, session.id);
  }

  clear(): void {
    this.#database.run('DELETE FROM curfew_session');
  }

  #named(fact: Revocation): StoredSession[] {
    if (fact.kind === 'token') return [];
    const sql = `SELECT * FROM curfew_session WHERE ended_at IS NULL AND ${COLUMN[fact.kind]} = ?`;
    return this.#database.all(sql, fact.id).map(sessionOf);
  }

  /** Drops what expired before `over`, ms since the epoch. */
  forget(over: number): void {
    this.#database.run('DELETE FROM curfew_session WHERE expires_at < ?', over);
  }
}

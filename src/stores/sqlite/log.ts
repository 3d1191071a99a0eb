import { randomId } from '../../core/base64url.ts';
import {
  comparePositions,
  formatCursor,
  parseCursor,
  type Cursor,
  type Position,
} from '../../core/position.ts';
import {
  ends,
  idOf,
  type Bearer,
  type Kind,
  type LoggedRevocation,
  type Revocation,
} from '../../core/revocation.ts';
import type { Changes } from '../../core/store.ts';
import type { Database } from './database.ts';
import { revocationOf } from './rows.ts';

const KINDS: readonly Kind[] = ['token', 'session', 'subject', 'client', 'tenant', 'everything'];

/** The log of revocations and its head. Each method belongs inside a read or a write of the database. */
export class Log {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Which life of the data this is. */
  get incarnation(): string {
    return this.#head().incarnation;
  }

  /** Where the log ends. */
  get cursor(): Cursor {
    const { incarnation, position } = this.#head();
    return formatCursor(incarnation, position);
  }

  append(fact: Revocation): void {
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
  }

  find(bearer: Bearer): LoggedRevocation | undefined {
    for (const kind of KINDS) {
      const id = idOf(kind, bearer);
      if (id === undefined) continue;
      const rows = this.#database.all('SELECT * FROM curfew_revocation WHERE kind = ? AND id = ?', kind, id);
      const fact = rows.map(revocationOf).find((one) => ends(one, bearer));
      if (fact) return fact;
    }
    return undefined;
  }

  /** What was logged after a cursor; everything, and `reset`, when it is no place in this log. */
  since(after: Cursor | undefined): Changes {
    const { incarnation, position } = this.#head();
    const from = parseCursor(after);
    const known = from?.incarnation === incarnation && comparePositions(from.position, position) <= 0;
    // A new life begins with an empty log, so all rows are of one generation.
    const rows = this.#database.all(
      'SELECT * FROM curfew_revocation WHERE sequence > ? ORDER BY sequence',
      known ? from.position.sequence : 0,
    );
    const cursor = formatCursor(incarnation, position);
    return { revocations: rows.map(revocationOf), cursor, reset: after !== undefined && !known };
  }

  /** Begins a new life with an empty log. */
  restart(): void {
    this.#database.run('DELETE FROM curfew_revocation');
    this.#database.run(
      'UPDATE curfew_head SET incarnation = ?, generation = generation + 1, sequence = 0',
      randomId(12),
    );
  }

  /** Drops what expired before `over`, ms since the epoch. */
  forget(over: number): void {
    this.#database.run('DELETE FROM curfew_revocation WHERE expires_at < ?', over);
  }

  #head(): { incarnation: string; position: Position } {
    const row = this.#database.get('SELECT incarnation, generation, sequence FROM curfew_head');
    const position = { generation: Number(row?.['generation']), sequence: Number(row?.['sequence']) };
    return { incarnation: String(row?.['incarnation']), position };
  }
}

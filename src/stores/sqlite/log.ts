import { newIncarnation } from '../../core/incarnation.ts';
import { PORTION } from '../../core/limits.ts';
import {
  formatCursor,
  nextGeneration,
  parseCursor,
  type Cursor,
  type Position,
} from '../../core/position.ts';
import {
  ANY,
  idOf,
  type Bearer,
  type Kind,
  type LoggedRevocation,
  type Revocation,
} from '../../core/revocation.ts';
import type { Changes } from '../../core/store.ts';
import type { Row } from '../shared/rows.ts';
import type { Database } from './database.ts';
import { revocationOf } from './rows.ts';

const KINDS: readonly Kind[] = ['token', 'session', 'subject', 'client', 'tenant', 'everything'];

/** Where a fact was logged first, as it stands in the index. */
const [GENERATION, SEQUENCE] = [
  'coalesce(first_generation, generation)',
  'coalesce(first_sequence, sequence)',
];
const NAMED = `SELECT * FROM curfew_revocation WHERE kind = ? AND id = ? AND issuer IN (?, '${ANY}')`;
/** In two halves, because the index is of no use to a comparison of pairs. */
const CUT_OFFS = [
  `${NAMED} AND except_sid IS NOT ? AND ${GENERATION} = ? AND ${SEQUENCE} > ? LIMIT 1`,
  `${NAMED} AND except_sid IS NOT ? AND ${GENERATION} > ? LIMIT 1`,
] as const;

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

  /** Logs a fact; one that is brought back keeps the place at which it was logged first. */
  append(fact: Revocation, first?: Position): void {
    this.#database.run('UPDATE curfew_head SET sequence = sequence + 1');
    const { generation, sequence } = this.#head().position;
    this.#database.run(
      'INSERT INTO curfew_revocation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
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
      first?.generation ?? null,
      first?.sequence ?? null,
    );
  }

  /** Whether the log says already what `fact` says. */
  has(fact: LoggedRevocation): boolean {
    const row = this.#database.get(
      `SELECT 1 FROM curfew_revocation WHERE kind = ? AND id = ? AND (${GENERATION}, ${SEQUENCE}) >= (?, ?)
        AND issuer = ? AND except_sid IS ? AND expires_at >= ? LIMIT 1`,
      fact.kind,
      fact.id,
      fact.position.generation,
      fact.position.sequence,
      fact.issuer,
      fact.except ?? null,
      fact.expiresAt,
    );
    return row !== undefined;
  }

  /** The fact that ended `bearer`, if any: see `ends`. It looks at no cut-off that came before the bearer began. */
  find(bearer: Bearer): LoggedRevocation | undefined {
    for (const kind of KINDS) {
      const id = idOf(kind, bearer);
      const row = id === undefined ? undefined : this.#ending(kind, id, bearer);
      if (row) return revocationOf(row);
    }
    return undefined;
  }

  /** What was logged after a cursor; from the first, and `reset`, when it is no place in this log. */
  since(after: Cursor | undefined): Changes {
    const { incarnation, position } = this.#head();
    const from = parseCursor(after);
    const known = from?.incarnation === incarnation && from.position.generation === position.generation;
    const rows = this.#database.all(
      'SELECT * FROM curfew_revocation WHERE sequence > ? ORDER BY sequence LIMIT ?',
      known ? from.position.sequence : 0,
      PORTION + 1,
    );
    const more = rows.length > PORTION;
    const told = rows.slice(0, PORTION);
    const sequence = more ? Number(told.at(-1)?.['sequence']) : position.sequence;
    const cursor = formatCursor(incarnation, { ...position, sequence });
    return { revocations: told.map(revocationOf), cursor, more, reset: after !== undefined && !known };
  }

  /** Begins a new life with an empty log. */
  restart(): void {
    this.#database.run('DELETE FROM curfew_revocation');
    this.#database.run(
      'UPDATE curfew_head SET incarnation = ?, generation = generation + 1, sequence = 0, restored_at = 0',
      newIncarnation(Date.now()),
    );
  }

  /** Begins the next generation of the incarnation of `voucher`, who has seen that place of it. */
  goOn(voucher: { incarnation: string; position: Position }): void {
    const { incarnation, position } = this.#head();
    if (incarnation !== voucher.incarnation) this.#database.run('DELETE FROM curfew_revocation');
    this.#database.run(
      'UPDATE curfew_head SET incarnation = ?, generation = ?, sequence = ?, restored_at = ?',
      voucher.incarnation,
      nextGeneration(position.generation, voucher.position.generation),
      Math.max(position.sequence, voucher.position.sequence),
      Date.now(),
    );
  }

  /** Drops what expired before `over`, ms since the epoch. */
  forget(over: number): void {
    this.#database.run('DELETE FROM curfew_revocation WHERE expires_at < ?', over);
  }

  /** How far the log has got, and how long this generation of it has lasted, ms. */
  get standing(): { generation: number; age: number; restoredAt: number } {
    const row = this.#database.get('SELECT generation, began_at, restored_at FROM curfew_head');
    return {
      generation: Number(row?.['generation']),
      age: Math.max(0, Date.now() - Number(row?.['began_at'])),
      restoredAt: Number(row?.['restored_at']),
    };
  }

  #ending(kind: Kind, id: string, { issuer, session, began }: Bearer): Row | undefined {
    if (kind === 'token' || kind === 'session')
      return this.#database.get(`${NAMED} LIMIT 1`, kind, id, issuer);
    const { generation, sequence } = began;
    const [same, later] = CUT_OFFS;
    return (
      this.#database.get(same, kind, id, issuer, session, generation, sequence) ??
      this.#database.get(later, kind, id, issuer, session, generation)
    );
  }

  #head(): { incarnation: string; position: Position } {
    const row = this.#database.get('SELECT incarnation, generation, sequence FROM curfew_head');
    const position = { generation: Number(row?.['generation']), sequence: Number(row?.['sequence']) };
    return { incarnation: String(row?.['incarnation']), position };
  }
}

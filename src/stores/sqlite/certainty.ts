import { randomId } from '../../core/base64url.ts';
import type { Doubt } from '../../core/errors.ts';
import { comparePositions, parseCursor, type Cursor, type Position } from '../../core/position.ts';
import type { Row } from '../shared/rows.ts';
import type { Database } from './database.ts';

/** Whether the data is to be believed. Each method belongs inside a read or a write of the database. */
export class Certainty {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The file that holds the data now is the one it belongs to, if nobody has said so yet. */
  certify(): void {
    const sql = 'UPDATE curfew_head SET certificate = ? WHERE certificate IS NULL';
    this.#database.run(sql, this.#database.identity);
  }

  /** What speaks against the data, given that somebody has seen the place `seen` of its log. */
  notice(seen: Cursor | undefined): Doubt | undefined {
    const head = this.#database.get('SELECT * FROM curfew_head');
    if (!head) return { id: this.#nameOf('no head'), reason: 'its head is gone', age: 0 };
    const known = this.#doubtOf(head);
    const further = beyond(head, seen);
    const before = known?.beyond;
    if (further && (!before || comparePositions(further, before) > 0)) {
      const id = known?.id ?? this.#nameOf(randomId(12));
      return { id, reason: 'its log is shorter than it was', age: 0, beyond: further };
    }
    if (known) return known;
    if (head['certificate'] === null || head['certificate'] === this.#database.identity) return undefined;
    return {
      id: this.#nameOf(randomId(12)),
      reason: 'the file is a copy, or was put in the place of another',
      age: 0,
    };
  }

  /** Writes a doubt down, so that everybody who uses the file has the same one. */
  record({ id, reason, beyond: place }: Doubt): void {
    this.#database.run(
      'UPDATE curfew_head SET doubt = ?, doubt_reason = ?, beyond_generation = ?, beyond_sequence = ?',
      id.slice(0, id.indexOf('@')),
      reason,
      place?.generation ?? null,
      place?.sequence ?? null,
    );
  }

  /** Whether that doubt is still open. */
  isOpen(doubt: string): boolean {
    const open = this.#database.get('SELECT doubt FROM curfew_head')?.['doubt'];
    return typeof open === 'string' && this.#nameOf(open) === doubt;
  }

  /** From now on the data is believed, as that of this file, and its log has begun a new generation. */
  settle(): void {
    this.#database.run(
      `UPDATE curfew_head SET certificate = ?, began_at = ?, doubt = NULL, doubt_reason = NULL,
        beyond_generation = NULL, beyond_sequence = NULL`,
      this.#database.identity,
      Date.now(),
    );
  }

  /** A doubt is named after the file too: what was true of one file need not be true of another in its place. */
  #nameOf(doubt: string): string {
    return `${doubt}@${this.#database.identity}`;
  }

  #doubtOf(head: Row): Doubt | undefined {
    const { doubt, doubt_reason, beyond_generation, beyond_sequence } = head;
    if (typeof doubt !== 'string') return undefined;
    const place = { generation: Number(beyond_generation), sequence: Number(beyond_sequence) };
    return {
      id: this.#nameOf(doubt),
      reason: String(doubt_reason),
      age: 0,
      ...(beyond_sequence === null ? {} : { beyond: place }),
    };
  }
}

/** A place of this incarnation that the log has not reached. */
function beyond(head: Row, seen: Cursor | undefined): Position | undefined {
  const from = parseCursor(seen);
  const end = { generation: Number(head['generation']), sequence: Number(head['sequence']) };
  if (!from || from.incarnation !== head['incarnation']) return undefined;
  return comparePositions(from.position, end) > 0 ? from.position : undefined;
}

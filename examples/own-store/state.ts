import {
  ends,
  formatCursor,
  newIncarnation,
  parseCursor,
  type Bearer,
  type Changes,
  type Cursor,
  type LoggedRevocation,
  type Position,
  type StoredSession,
} from 'curfew';
import { Facts, type Entry } from './facts.ts';

/** Which log it is and how far it had got when the file was begun. Instants are ms since the epoch. */
export interface Head extends Position {
  readonly incarnation: string;
  /** When this generation of the log began. */
  readonly beganAt: number;
  /** When somebody vouched for it; 0 for never. */
  readonly restoredAt: number;
}

/** A session, and its refresh counter: the generation of the log in which it was last written, and when. */
export interface Row {
  readonly session: StoredSession;
  readonly life: number;
  readonly movedAt: number;
}

/** Why the journal is not to be believed. */
interface RecordedDoubt {
  readonly id: string;
  readonly reason: string;
  readonly beyond?: Position;
}

/** What a line of the journal says. A line is a list of them: one step. */
export type Change =
  | { readonly entry: Entry }
  | { readonly row: Row }
  | { readonly doubt: RecordedDoubt }
  | { readonly forget: number };

/** The most facts that are told at once. */
const PORTION = 1_000;
/** How long a session is remembered after its absolute limit: two clocks may differ by as much, ms. */
const PAD = 60_000;

/** What the lines of a journal add up to. Only `apply` changes it, so a replay always gives the same. */
export class State {
  readonly head: Head;
  doubt: RecordedDoubt | undefined;
  readonly facts: Facts = new Facts();
  #sequence: number;
  readonly #rows = new Map<string, Row>();

  constructor(head: Head) {
    this.head = head;
    this.#sequence = head.sequence;
  }

  /** A new life, with nothing in it. `generation` is that of the life before. */
  static begin(generation = 0): State {
    const incarnation = newIncarnation(Date.now());
    return new State({
      incarnation,
      generation: generation + 1,
      sequence: 0,
      beganAt: Date.now(),
      restoredAt: 0,
    });
  }

  apply(change: Change): void {
    if ('entry' in change) this.#enter(change.entry);
    else if ('row' in change) this.#put(change.row);
    else if ('doubt' in change) this.doubt = change.doubt;
    else this.#forget(change.forget);
  }

  /** All of it, as changes to an empty state with this head. */
  contents(): Change[] {
    return [
      ...this.facts.entries.map((entry) => ({ entry })),
      ...[...this.#rows.values()].map((row) => ({ row })),
      ...(this.doubt ? [{ doubt: this.doubt }] : []),
    ];
  }

  get position(): Position {
    return { generation: this.head.generation, sequence: this.#sequence };
  }

  get cursor(): Cursor {
    return formatCursor(this.head.incarnation, this.position);
  }

  /** How many lines the journal needs at least. */
  get size(): number {
    return this.facts.entries.length + this.#rows.size;
  }

  /** Whether `cursor` is a place in this generation of this log. */
  isOurs(cursor: Cursor | undefined): boolean {
    const place = parseCursor(cursor);
    return place?.incarnation === this.head.incarnation && place.position.generation === this.head.generation;
  }

  row(sid: string): Row | undefined {
    return this.#rows.get(sid);
  }

  /** Those that have not ended, oldest first. */
  sessions(subject?: string): StoredSession[] {
    const all = [...this.#rows.values()].map((row) => row.session);
    const open = all.filter(
      (one) => one.endedAt === undefined && (subject === undefined || one.subject === subject),
    );
    return open.toSorted((a, b) => a.startedAt - b.startedAt);
  }

  /** What was logged after a cursor, in the order of the log; all, and `reset`, when it is no place in it. */
  since(after: Cursor | undefined): Changes {
    const known = this.isOurs(after);
    const from = known ? (parseCursor(after)?.position.sequence ?? 0) : 0;
    const news = this.facts.entries.filter(({ place }) => place > from);
    const told = news.slice(0, PORTION);
    const more = told.length < news.length;
    const end = { ...this.position, sequence: told.at(-1)?.place ?? 0 };
    const cursor = more ? formatCursor(this.head.incarnation, end) : this.cursor;
    return { revocations: told.map(({ fact }) => fact), cursor, more, reset: after !== undefined && !known };
  }

  #enter(entry: Entry): void {
    const { fact, place } = entry;
    this.#sequence = Math.max(this.#sequence, place);
    this.facts.add(entry);
    // The sessions that a fact names end with the line that logs it: no rotation can come between.
    if (fact.kind === 'token') return;
    const named = fact.kind === 'session' ? [this.#rows.get(fact.id)] : this.#rows.values();
    for (const row of named) {
      const open = row?.session.endedAt === undefined;
      if (row && open && ends(fact, bearerOf(row.session))) this.#put(endedBy(row, fact));
    }
  }

  /** A session that is new here ends at once if a fact names it, in whatever order the two came. */
  #put(row: Row): void {
    const { session } = row;
    const isNew = session.endedAt === undefined && !this.#rows.has(session.id);
    const fact = isNew ? this.facts.find(bearerOf(session)) : undefined;
    this.#rows.set(session.id, fact ? endedBy(row, fact) : row);
  }

  #forget(over: number): void {
    this.facts.forget(over);
    for (const [sid, { session }] of this.#rows) {
      if (session.expiresAt + PAD < over) this.#rows.delete(sid);
    }
  }
}

function endedBy(row: Row, fact: LoggedRevocation): Row {
  return { ...row, session: { ...row.session, endedAt: fact.at } };
}

function bearerOf(session: StoredSession): Bearer {
  const began = parseCursor(session.began)?.position ?? { generation: 0, sequence: 0 };
  return { ...session, session: session.id, token: '', began };
}

/** A copy, as a replay would find it. Everything that a store is given can be written as JSON. */
export function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

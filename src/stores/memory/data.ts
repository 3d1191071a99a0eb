import { newIncarnation } from '../../core/incarnation.ts';
import { PAD } from '../../core/limits.ts';
import {
  comparePositions,
  formatCursor,
  nextGeneration,
  parseCursor,
  type Cursor,
  type Position,
} from '../../core/position.ts';
import { ends, factKey, type Bearer, type LoggedRevocation, type Revocation } from '../../core/revocation.ts';
import { isInUse, type LimitInForce, type NewSession, type StoredSession } from '../../core/session.ts';
import type { Changes, Memory } from '../../core/store.ts';
import { FactIndex, type Entry } from './fact-index.ts';
import type { Lease } from './leases.ts';

/** A session and its refresh counter. */
export interface Row {
  readonly session: StoredSession;
  /** The generation of the log in which the counter was last written; 0 for a session that was brought back. */
  readonly life: number;
  /** When it was, by the monotonic clock of the store. */
  readonly movedAt: number;
}

/** Why the data is not to be believed. */
export interface RecordedDoubt {
  readonly id: string;
  readonly reason: string;
  readonly beyond?: Position;
}

/** All that a store holds, apart from the machine it is on: it can be copied, lost, and put back. */
export class Data {
  incarnation: string;
  head: Position = { generation: 1, sequence: 0 };
  /** Names the server that wrote it. */
  server: string;
  doubt: RecordedDoubt | undefined;
  /** When this generation of the log began, ms since the epoch by the store's clock. */
  beganAt: number;
  /** When somebody vouched for it, likewise. */
  restoredAt: number = -Infinity;
  log: Entry[] = [];
  sessions: Map<string, Row> = new Map();
  leases: Map<string, Lease> = new Map();
  readonly #index = new FactIndex();

  constructor(server: string, now: number) {
    this.incarnation = newIncarnation(now);
    this.server = server;
    this.beganAt = now;
  }

  get cursor(): Cursor {
    return formatCursor(this.incarnation, this.head);
  }

  /** Logs a fact, at the place where it was logged first if it is brought back, and ends what it names. */
  append(revocation: Revocation, first?: Position): void {
    this.head = { ...this.head, sequence: this.head.sequence + 1 };
    const fact = { ...revocation, position: first ?? this.head };
    this.log.push({ place: this.head.sequence, fact });
    if (fact.kind === 'token') return;
    for (const row of this.sessions.values()) this.#endBy(row, fact);
  }

  put(row: Row): void {
    this.sessions.set(row.session.id, row);
  }

  /** Oldest first. */
  open(subject?: string, issuer?: string): StoredSession[] {
    return [...this.sessions.values()]
      .map((row) => row.session)
      .filter(
        (one) =>
          one.endedAt === undefined &&
          (subject === undefined || one.subject === subject) &&
          (issuer === undefined || one.issuer === issuer),
      )
      .toSorted((a, b) => a.startedAt - b.startedAt);
  }

  /** The subject's oldest sessions, as many as must go for one more to fit. */
  surplus(session: NewSession, limit: LimitInForce): StoredSession[] {
    const open = this.open(session.subject, session.issuer).filter((one) =>
      isInUse(one, session.startedAt, limit),
    );
    return open.slice(0, Math.max(0, open.length + 1 - limit.max));
  }

  /** The fact that ended `bearer`, if any. */
  find(bearer: Bearer): LoggedRevocation | undefined {
    return this.#index.find(this.log, bearer);
  }

  /** What was logged after a cursor, `portion` facts at most; from the first, and `reset`, when it is no place in this log. */
  since(after: Cursor | undefined, portion: number): Changes {
    const from = parseCursor(after);
    const known = from?.incarnation === this.incarnation && from.position.generation === this.head.generation;
    const news = known ? this.log.filter(({ place }) => place > from.position.sequence) : this.log;
    const told = news.slice(0, portion);
    const more = told.length < news.length;
    const sequence = told.at(-1)?.place ?? 0;
    return {
      revocations: told.map(({ fact }) => fact),
      cursor: more ? formatCursor(this.incarnation, { ...this.head, sequence }) : this.cursor,
      more,
      reset: after !== undefined && !known,
    };
  }

  /** Facts and sessions that a node remembers, where they are missing here. `moment` is now, monotonic. */
  remind({ revocations, sessions }: Memory, moment: number = 0): void {
    const known = new Set(this.log.map(({ fact }) => sameFact(fact)));
    for (const fact of revocations) if (!known.has(sameFact(fact))) this.append(fact, fact.position);
    for (const session of sessions) {
      const ours = parseCursor(session.began)?.incarnation === this.incarnation;
      if (!ours || this.sessions.has(session.id)) continue;
      // When the counter moved is not known: it may have been a moment ago.
      this.put({ session: structuredClone(session), life: 0, movedAt: moment });
      for (const { fact } of this.log) {
        const row = this.sessions.get(session.id);
        if (row) this.#endBy(row, fact);
      }
    }
  }

  /** The next generation, in which all of `revocations` is known, beside what is here. */
  restore(cursor: Cursor, revocations: readonly LoggedRevocation[], now: number): void {
    const voucher = parseCursor(cursor);
    if (!voucher) return;
    if (voucher.incarnation !== this.incarnation) {
      this.log = [];
      this.sessions = new Map();
    }
    this.incarnation = voucher.incarnation;
    this.head = {
      generation: nextGeneration(this.head.generation, voucher.position.generation),
      sequence: Math.max(this.head.sequence, voucher.position.sequence),
    };
    this.restoredAt = now;
    this.remind({ revocations, sessions: [] });
  }

  /** A new life, with nothing of the old one. */
  restart(now: number): void {
    this.incarnation = newIncarnation(now);
    this.head = { generation: this.head.generation + 1, sequence: 0 };
    this.restoredAt = -Infinity;
    this.log = [];
    this.sessions = new Map();
  }

  /** Drops what expired before `over`, ms since the epoch. */
  forget(over: number): void {
    const kept = this.log.filter(({ fact }) => fact.expiresAt >= over);
    if (kept.length < this.log.length) this.log = kept;
    for (const [sid, { session }] of this.sessions) {
      if (session.expiresAt + PAD < over) this.sessions.delete(sid);
    }
  }

  #endBy(row: Row, fact: LoggedRevocation): void {
    const { session } = row;
    const began = parseCursor(session.began)?.position;
    if (session.endedAt !== undefined || !began) return;
    if (!ends(fact, { ...session, token: '', session: session.id, began })) return;
    this.put({ ...row, session: { ...session, endedAt: fact.at } });
  }
}

/** Whether `position` is further than the log has got. */
export function isBeyond(position: Position, head: Position): boolean {
  return comparePositions(position, head) > 0;
}

function sameFact(fact: LoggedRevocation): string {
  const { generation, sequence } = fact.position;
  return `${generation} ${sequence} ${fact.expiresAt} ${factKey(fact)}`;
}

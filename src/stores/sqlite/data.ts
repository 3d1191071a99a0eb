import { StoreUnavailable } from '../../core/errors.ts';
import { PAD, REMINDING } from '../../core/limits.ts';
import { parseCursor, type Cursor, type Position } from '../../core/position.ts';
import type { LoggedRevocation, Revocation } from '../../core/revocation.ts';
import { endOf, type LimitInForce, type NewSession, type StoredSession } from '../../core/session.ts';
import type { Memory, Opened, Rotation } from '../../core/store.ts';
import type { Database } from './database.ts';
import { Log } from './log.ts';
import { SessionTable } from './session-table.ts';

/** The log and the sessions, which change together. Each method belongs inside a read or a write of the database. */
export class Data {
  readonly log: Log;
  readonly sessions: SessionTable;

  constructor(database: Database) {
    this.log = new Log(database);
    this.sessions = new SessionTable(database);
  }

  append(revocations: readonly Revocation[]): Cursor {
    this.#forget(Math.max(0, ...revocations.map((fact) => fact.at)));
    for (const fact of revocations) this.#record(fact);
    return this.log.cursor;
  }

  open(session: NewSession, limit: LimitInForce | undefined): Opened {
    this.#forget(session.startedAt);
    const surplus = limit ? this.sessions.surplus(session, limit) : [];
    if (surplus.length > 0 && limit?.then === 'refuse') {
      return { cursor: this.log.cursor, opened: false, ended: [] };
    }
    for (const one of surplus) this.#record(endOf(one, session.startedAt, 'session limit'));
    const { cursor } = this.log;
    this.sessions.insert(session, cursor, this.log.standing.generation);
    return { cursor, opened: true, ended: surplus.map((one) => one.id) };
  }

  /** A session; while one that is missing may yet be brought back, it throws `StoreUnavailable`. */
  session(sid: string): StoredSession | undefined {
    const session = this.sessions.get(sid);
    if (session || !this.#isReminding) return session;
    throw new StoreUnavailable('the store is being put back together');
  }

  rotate(sid: string, generation: number, now: number, grace: number): Rotation {
    const session = this.session(sid);
    if (!session || session.endedAt !== undefined || now >= session.expiresAt) return 'ended';
    const counter = this.sessions.counter(sid);
    const life = this.log.standing.generation;
    if (generation === session.generation || (counter.life < life && generation > session.generation)) {
      this.sessions.rotate(sid, generation + 1, now, life);
      return 'rotated';
    }
    if (generation === session.generation - 1 && counter.age <= grace) return 'repeated';
    this.#record(endOf(session, now, 'refresh token reuse'));
    return 'reused';
  }

  /** The next generation of the voucher's incarnation, in which all of `revocations` is known. */
  restore(
    voucher: { incarnation: string; position: Position },
    revocations: readonly LoggedRevocation[],
  ): void {
    if (this.log.incarnation !== voucher.incarnation) this.sessions.clear();
    this.log.goOn(voucher);
    this.#bringBack(revocations);
  }

  /** Puts back what is missing. */
  remind({ revocations, sessions }: Memory): void {
    this.#bringBack(revocations);
    for (const session of this.#isReminding ? sessions : []) {
      const began = parseCursor(session.began);
      if (began?.incarnation !== this.log.incarnation || this.sessions.get(session.id)) continue;
      this.sessions.bringBack(session);
      const bearer = { ...session, session: session.id, token: '', began: began.position };
      const end = this.log.find(bearer);
      if (end) this.sessions.endIf(session, end);
    }
  }

  /** A new incarnation, with nothing of the old one. */
  restart(): void {
    this.log.restart();
    this.sessions.clear();
  }

  /** Whether sessions that are missing may yet be brought back. */
  get #isReminding(): boolean {
    return Date.now() - this.log.standing.restoredAt < REMINDING;
  }

  /** Logs a fact and ends the sessions it names, in one step. */
  #record(fact: Revocation): void {
    this.log.append(fact);
    this.sessions.end(fact);
  }

  /** Logs what is missing of `revocations`, at the places where it was logged first. */
  #bringBack(revocations: readonly LoggedRevocation[]): void {
    for (const fact of revocations) {
      if (this.log.has(fact)) continue;
      this.log.append(fact, fact.position);
      this.sessions.endAgain(fact);
    }
  }

  /** Drops what both the caller's clock and this machine's agree to be over. */
  #forget(now: number): void {
    const over = Math.min(now, Date.now());
    this.log.forget(over);
    this.sessions.forget(over - PAD);
  }
}

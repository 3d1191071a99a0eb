import {
  endOf,
  formatCursor,
  isInUse,
  REMINDING,
  StoreUnavailable,
  type Cursor,
  type LimitInForce,
  type NewSession,
  type Opened,
  type Revocation,
  type Rotation,
} from 'curfew';
import type { Change, Row, State } from './state.ts';

/** What a step answers, and the line that makes it true; without one it only looks. */
export interface Step<T> {
  readonly answer: T;
  readonly line?: readonly Change[];
}

/** Logs facts behind what is there. */
export function append(state: State, facts: readonly Revocation[]): Step<Cursor> {
  const { generation, sequence } = state.position;
  const line = facts.map((fact, index) => {
    const place = sequence + 1 + index;
    return { entry: { place, fact: { ...fact, position: { generation, sequence: place } } } };
  });
  const end = { generation, sequence: sequence + facts.length };
  return { answer: formatCursor(state.head.incarnation, end), line };
}

/** Drops what both the caller's clock and ours agree to be over: one that is fast must not forget for the others. */
export function forget(now: number): Change {
  return { forget: Math.min(now, Date.now()) };
}

/** Opens a session, and ends those that must go to make room. */
export function open(state: State, session: NewSession, limit: LimitInForce | undefined): Step<Opened> {
  const { id, subject, issuer, startedAt } = session;
  if (state.row(id)) throw new StoreUnavailable('there is a session with this id already');
  const others = state
    .sessions(subject)
    .filter((one) => limit && one.issuer === issuer && isInUse(one, startedAt, limit));
  const surplus = limit ? others.slice(0, Math.max(0, others.length + 1 - limit.max)) : [];
  if (surplus.length > 0 && limit?.then === 'refuse') {
    return { answer: { cursor: state.cursor, opened: false, ended: [] } };
  }
  const ends = surplus.map((one) => endOf(one, startedAt, 'session limit'));
  const { answer: cursor, line = [] } = append(state, ends);
  const stored = { ...session, began: cursor, generation: 0, rotatedAt: 0 };
  const row = { session: stored, life: state.head.generation, movedAt: 0 };
  const answer = { cursor, opened: true, ended: surplus.map((one) => one.id) };
  return { answer, line: [forget(startedAt), ...line, { row }] };
}

/** Takes a generation of a session's refresh token. `now` is the caller's; the grace counts by our own clock. */
export function rotate(
  state: State,
  sid: string,
  generation: number,
  now: number,
  grace: number,
): Step<Rotation> {
  const row = rowOf(state, sid);
  if (!row || row.session.endedAt !== undefined || now >= row.session.expiresAt) return { answer: 'ended' };
  const { session, life, movedAt } = row;
  const wentBack = life < state.head.generation && generation > session.generation;
  if (generation === session.generation || wentBack) {
    const seenAt = Math.max(session.seenAt, now);
    const moved = { ...session, generation: generation + 1, rotatedAt: now, seenAt };
    const written = { session: moved, life: state.head.generation, movedAt: Date.now() };
    return { answer: 'rotated', line: [{ row: written }] };
  }
  const age = Math.max(0, Date.now() - movedAt);
  if (generation === session.generation - 1 && age <= grace) return { answer: 'repeated' };
  const { line = [] } = append(state, [endOf(session, now, 'refresh token reuse')]);
  return { answer: 'reused', line };
}

/** Moves `seenAt` forward, of a session that is open. */
export function touch(state: State, sid: string, seenAt: number): Step<void> {
  const row = state.row(sid);
  const moves = row && row.session.endedAt === undefined && row.session.seenAt < seenAt;
  const line = moves ? [{ row: { ...row, session: { ...row.session, seenAt } } }] : [];
  return { answer: undefined, line };
}

/** A session with its counter. Throws for one that is missing while it may yet be brought back. */
export function rowOf(state: State, sid: string): Row | undefined {
  const row = state.row(sid);
  if (row || !isReminding(state)) return row;
  throw new StoreUnavailable('the journal is being put back together');
}

/** Whether sessions that are missing may yet be brought back. */
export function isReminding({ head }: State): boolean {
  return Date.now() - head.restoredAt < REMINDING;
}

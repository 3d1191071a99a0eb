import { nextGeneration, parseCursor, type Cursor, type LoggedRevocation, type Memory } from 'curfew';
import { isReminding, type Step } from './decisions.ts';
import { State, type Change } from './state.ts';

/**
 * The journal after somebody who missed nothing vouched for it: the next generation of their incarnation. What is here
 * of that incarnation stays, what they know besides is added, at the places where it was first logged.
 */
export function vouched(state: State, cursor: Cursor, revocations: readonly LoggedRevocation[]): State {
  const voucher = parseCursor(cursor);
  if (!voucher) return state;
  const { incarnation, position } = voucher;
  const now = Date.now();
  const next = new State({
    incarnation,
    generation: nextGeneration(state.position.generation, position.generation),
    sequence: Math.max(state.position.sequence, position.sequence),
    beganAt: now,
    restoredAt: now,
  });
  if (incarnation === state.head.incarnation) {
    for (const change of state.contents()) if (!('doubt' in change)) next.apply(change);
  }
  for (const change of missing(next, revocations)) next.apply(change);
  return next;
}

/** The journal after nobody could vouch for it: a new incarnation, in which nothing of the old one is alive. */
export function renewed(state: State): State {
  return State.begin(state.position.generation);
}

/** Adds what is missing, and changes nothing else. */
export function remind(state: State, { revocations, sessions }: Memory): Step<void> {
  const { incarnation } = state.head;
  const lost = sessions.filter(
    (one) => parseCursor(one.began)?.incarnation === incarnation && !state.row(one.id),
  );
  const facts = missing(state, revocations);
  // When the counter of a session moved is not known: it may have been a moment ago.
  const rows = lost.map((session) => ({ row: { session, life: 0, movedAt: Date.now() } }));
  return { answer: undefined, line: isReminding(state) ? [...facts, ...rows] : facts };
}

function missing(state: State, revocations: readonly LoggedRevocation[]): Change[] {
  const unknown = revocations.filter((fact) => !state.facts.knows(fact));
  return unknown.map((fact, index) => ({ entry: { place: state.position.sequence + 1 + index, fact } }));
}

import { comparePositions } from '../position.ts';
import { mergeFacts, type LoggedRevocation } from '../revocation.ts';

/**
 * Of the facts about one thing, those that say what all of them say. A token or a session that is named is dead: one
 * fact is enough. Cut-offs that spare a session each come to two at most: the last one, L, which spares e, and M, the
 * last of those that do not spare e. A session other than e that any of them ends began before L, and L ends it;
 * e is ended by one that does not spare it, hence began before M, and M ends it. All are kept as long as the longest.
 */
export function essence(facts: readonly LoggedRevocation[]): readonly LoggedRevocation[] {
  const [first] = facts;
  if (!first || facts.length === 1) return facts;
  const expiresAt = Math.max(...facts.map((fact) => fact.expiresAt));
  if (first.kind === 'token' || first.kind === 'session') return [{ ...facts.reduce(mergeFacts), expiresAt }];
  const sorted = facts.toSorted(
    (a, b) => comparePositions(b.position, a.position) || (a.except ?? '').localeCompare(b.except ?? ''),
  );
  const [last] = sorted;
  if (!last) return facts;
  const same = sorted.filter((fact) => fact.except === last.except);
  const others = sorted.filter((fact) => fact.except !== last.except);
  const [other] = others;
  const kept = [same.reduce(mergeFacts)];
  if (other) kept.push(others.filter((fact) => fact.except === other.except).reduce(mergeFacts));
  return kept.map((fact) => ({ ...fact, expiresAt }));
}

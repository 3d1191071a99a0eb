import { comparePositions, type Position } from './position.ts';

/** What a revocation is about. OAuth owns the word *scope*. */
export type Kind = 'token' | 'session' | 'subject' | 'client' | 'tenant' | 'everything';

/** Stands for any issuer in a revocation, and is the `id` of `everything`. */
export const ANY = '*';

/** The fact that something ended. Facts only grow: applying one twice, late or in another order is harmless. */
export interface Revocation {
  readonly kind: Kind;
  /** jti, sid, sub, client_id or tenant; `*` for `everything`. */
  readonly id: string;
  /** The issuer whose tokens it ends, or `*` for all. */
  readonly issuer: string;
  /** The session that survives this fact ("log out my other devices"). */
  readonly except?: string;
  /** When it was asked for: ms since the epoch, by the clock of the node that asked. */
  readonly at: number;
  /** Until when it must be kept: no token that it ends can be valid later. ms since the epoch. */
  readonly expiresAt: number;
  readonly reason?: string;
  readonly by?: string;
}

/** A revocation and its place in the store's log. */
export interface LoggedRevocation extends Revocation {
  readonly position: Position;
}

/** Everything about a token that a revocation can name, and where in the log its session began. */
export interface Bearer {
  readonly issuer: string;
  readonly token: string;
  readonly session: string;
  readonly subject: string;
  readonly client?: string;
  readonly tenant?: string;
  readonly began: Position;
  /**
   * When somebody proved who they are to another issuer, ms since the epoch, in whole seconds: its tokens know nothing of
   * the log. A cut-off of that second, or a later one, ends them.
   */
  readonly authenticatedAt?: number;
}

/** What `bearer` is to a revocation of that kind. */
export function idOf(kind: Kind, bearer: Bearer): string | undefined {
  return kind === 'everything' ? ANY : bearer[kind];
}

/**
 * Whether `fact` ends `bearer`. A token or a session that is named is dead for good; the other kinds are
 * cut-offs, which end every session that began before them. Where the *session* began is what counts, so a
 * refresh after "log out everywhere" does not slip past; and places in the log are compared, not clocks.
 */
export function ends(fact: LoggedRevocation, bearer: Bearer): boolean {
  if (fact.issuer !== ANY && fact.issuer !== bearer.issuer) return false;
  if (fact.id !== idOf(fact.kind, bearer)) return false;
  if (fact.kind === 'token' || fact.kind === 'session') return true;
  if (fact.except === bearer.session) return false;
  const { began, authenticatedAt = Infinity } = bearer;
  return comparePositions(began, fact.position) < 0 || authenticatedAt <= fact.at;
}

/** Some bearer that `fact` ends: to ask a store whether it still knows the fact. */
export function endedBy(fact: Revocation): Bearer {
  const nobody = {
    issuer: fact.issuer,
    token: '',
    session: '',
    subject: '',
    began: { generation: 0, sequence: 0 },
  };
  return fact.kind === 'everything' ? nobody : { ...nobody, [fact.kind]: fact.id };
}

/** What makes two facts the same one. Two exceptions are two facts: merging them would revive a session. */
export function factKey(fact: Pick<Revocation, 'kind' | 'issuer' | 'id' | 'except'>): string {
  return JSON.stringify([fact.kind, fact.issuer, fact.id, fact.except ?? null]);
}

/** The union of two facts with the same key: the later place, the later instant, the longer memory. */
export function mergeFacts(a: LoggedRevocation, b: LoggedRevocation): LoggedRevocation {
  const later = comparePositions(a.position, b.position) >= 0 ? a : b;
  return { ...later, at: Math.max(a.at, b.at), expiresAt: Math.max(a.expiresAt, b.expiresAt) };
}

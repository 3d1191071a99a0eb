import type { Kind } from './revocation.ts';

/** What each event tells. Identifiers only: never a token, a key or a secret. Instants are ms since the epoch. */
export interface CurfewEvents {
  /** A session was opened by `issue()` on this node. */
  issued: { subject: string; session: string; at: number };
  /** A refresh token was rotated on this node. */
  refreshed: { subject: string; session: string; at: number };
  /** This node learned of a revocation, its own or another node's. */
  revoked: { kind: Kind; id: string; issuer: string; at: number; reason?: string; by?: string };
  /** A refresh token was used a second time after the grace; the session was ended. */
  reuse: { subject: string; session: string; at: number };
  /** A token was refused: `code` says why, `session` whose it was when the token was genuine. */
  refused: { code: string; session?: string; at: number };
  /** The node can no longer prove that its knowledge is fresh; it asks the store, or answers 503. */
  stale: { since: number; reason: string };
  /** The node's knowledge is fresh again, `after` ms in which it was not. */
  fresh: { after: number };
  /** The store lost what it had acknowledged, or is another one: an incarnation began, and older tokens are refused. */
  amnesia: { incarnation: string; reason: string };
  /** The store had lost something, and the nodes put it back: nobody was signed out, nothing dead came back. */
  restored: { incarnation: string; reason: string };
  /** A logout that an OpenID provider asked for could not be recorded; this node tries again until `until`. */
  unfinished: { issuer: string; at: number; until: number };
  /** A listener threw. */
  error: { event: string; error: unknown };
}

export type CurfewEvent = keyof CurfewEvents;

/** Calls listeners at once and in order; one that throws is reported as `error` and stops nobody else. */
export class Emitter {
  readonly #listeners = new Map<CurfewEvent, Set<(detail: never) => void>>();

  on<E extends CurfewEvent>(event: E, listener: (detail: CurfewEvents[E]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<E extends CurfewEvent>(event: E, detail: CurfewEvents[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        (listener as (detail: CurfewEvents[E]) => void)(detail);
      } catch (error) {
        if (event !== 'error') this.emit('error', { event, error });
      }
    }
  }
}

import { elapsed, mark, type Clock, type Mark } from './clock.ts';
import type { Doubt } from './errors.ts';
import { RECOVERY } from './limits.ts';
import { comparePositions, formatCursor, type Position } from './position.ts';
import type { LoggedRevocation } from './revocation.ts';
import type { Store } from './store.ts';

/** What a node can say about the log that its store may have lost. */
export interface Knowledge {
  /** The log it followed and how far it had got; undefined before its first poll. */
  readonly log: { readonly incarnation: string; readonly position: Position } | undefined;
  /** How long ago the last poll was sent that found the log whole, ms. */
  readonly age: number;
  /** Everything it knows to have been revoked. */
  facts(): readonly LoggedRevocation[];
}

/**
 * What a node does about a store in doubt. A logout is acknowledged only after every node with a live lease has
 * applied it, and a lease lives for `staleness` at least; so a node whose last proof is no older than that when
 * the store stopped acknowledging knows every logout that was ever acknowledged. It vouches, and the log goes on
 * with what it remembers. When nobody can, a new incarnation begins, and nothing bound to the old log is alive.
 */
export class Recovery {
  readonly #store: Store;
  readonly #staleness: number;
  readonly #clock: Clock;
  #facing: { readonly id: string; readonly since: Mark; readonly gapless: boolean } | undefined;
  #working: Promise<void> | undefined;
  #reason: string | undefined;

  constructor(store: Store, staleness: number, clock: Clock) {
    this.#store = store;
    this.#staleness = staleness;
    this.#clock = clock;
  }

  /** Called for each sight of a doubt. Rejects when the store could not be told. */
  face(doubt: Doubt, known: Knowledge): Promise<void> {
    // The gap counts at the first sight: while the doubt lasts, nothing is acknowledged.
    if (this.#facing?.id !== doubt.id) {
      this.#facing = { id: doubt.id, since: mark(this.#clock), gapless: this.#isGapless(doubt, known) };
      this.#reason = doubt.reason;
    }
    const { since, gapless } = this.#facing;
    if (!gapless && elapsed(this.#clock, since) < RECOVERY) return Promise.resolve();
    this.#working ??= this.#end(doubt, gapless ? known : undefined).finally(
      () => (this.#working = undefined),
    );
    return this.#working;
  }

  /** Why the log was put back or begun anew, as far as this node saw it. */
  takeReason(): string | undefined {
    const reason = this.#reason;
    this.#reason = undefined;
    return reason;
  }

  #isGapless(doubt: Doubt, { log, age }: Knowledge): boolean {
    if (!log || age - doubt.age > this.#staleness) return false;
    return !doubt.beyond || comparePositions(log.position, doubt.beyond) >= 0;
  }

  #end(doubt: Doubt, voucher: Knowledge | undefined): Promise<void> {
    if (!voucher?.log) return this.#store.renew(doubt.id);
    const { incarnation, position } = voucher.log;
    return this.#store.vouch(doubt.id, formatCursor(incarnation, position), voucher.facts());
  }
}

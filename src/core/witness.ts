import type { Mark } from './clock.ts';
import { StoreUnavailable } from './errors.ts';
import type { FollowedLog } from './followed-log.ts';
import type { Freshness } from './freshness.ts';
import { formatCursor, parseCursor, type Position } from './position.ts';
import type { Recovery } from './recovery.ts';
import type { LoggedRevocation } from './revocation.ts';
import type { Changes, Store } from './store.ts';

/** A place that no log reaches. */
const NEVER: Position = { generation: 999_999_999, sequence: 0 };

/** What a node says when a store may have lost something: it may know more than the store does. */
export class Witness {
  readonly #store: Store;
  readonly #log: FollowedLog;
  readonly #freshness: Freshness;
  readonly #recovery: Recovery;

  constructor(store: Store, log: FollowedLog, freshness: Freshness, recovery: Recovery) {
    this.#store = store;
    this.#log = log;
    this.#freshness = freshness;
    this.#recovery = recovery;
  }

  /**
   * Shows the store a place that its log has once reached. A store that has not, any more, is in doubt from then
   * on, and this rejects with `StoreUnavailable`.
   */
  async show(position: Position): Promise<void> {
    const incarnation = this.#log.reached?.incarnation;
    if (incarnation === undefined) return;
    try {
      await this.#store.changes(formatCursor(incarnation, position));
    } catch (error) {
      this.face(error);
      throw error;
    }
  }

  /**
   * Rejects when a store has gone back to a log that was given up: what was dead with it would live again. A place that
   * was never reached puts the store in doubt, and nobody can vouch for that.
   */
  async check(answer: Changes, sent: Mark): Promise<void> {
    if (!this.#log.hasGoneBack(answer, sent)) return;
    const { incarnation = '' } = parseCursor(answer.cursor) ?? {};
    await this.#store.changes(formatCursor(incarnation, NEVER)).catch((error: unknown) => {
      if (error instanceof StoreUnavailable && error.doubt) this.#log.expectAnother();
      throw error;
    });
    throw new StoreUnavailable('the store has gone back to a log that was given up');
  }

  /** If it is a doubt that the store has answered with, does what can be done about it. */
  face(error: unknown): void {
    const doubt = error instanceof StoreUnavailable ? error.doubt : undefined;
    if (!doubt) return;
    const facts = (): readonly LoggedRevocation[] => [...this.#log.denylist.all()];
    const known = { log: this.#log.reached, age: this.#freshness.age, facts };
    this.#recovery.face(doubt, known).catch(() => undefined);
  }
}

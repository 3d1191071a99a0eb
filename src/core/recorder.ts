import { elapsed, mark, type Clock } from './clock.ts';
import { StoreUnavailable } from './errors.ts';
import { silence } from './limits.ts';
import { parseCursor, type Cursor } from './position.ts';
import type { Replica } from './replica.ts';
import { endedBy, type Kind, type Revocation } from './revocation.ts';
import type { Store } from './store.ts';
import { sleep, type Timers } from './timers.ts';

/** What a logout answers. */
export interface Receipt {
  /** What died by it: empty when the credential was unknown or dead already. */
  readonly revoked: readonly { readonly kind: Kind; readonly id: string }[];
  /** When it was recorded, ms since the epoch. */
  readonly at: number;
  /** The place in the log up to which every node has applied it. */
  readonly cursor: Cursor;
  /** Every node that answers from memory has applied it. */
  readonly everywhere: boolean;
  /** How long it took, ms. */
  readonly took: number;
}

/** How often facts are recorded again that another generation of the log may have missed. */
const ATTEMPTS = 2;

/**
 * Records revocations and waits until they hold everywhere: append, durable; apply here; then until every
 * replica has acknowledged it, or for so long that a silent one no longer answers from memory; then one more
 * look that it is still there, in the same generation of the log.
 */
export class Recorder {
  readonly #store: Store;
  readonly #replica: Replica;
  readonly #clock: Clock;
  readonly #timers: Timers;

  readonly #longest: number;

  /** `longest` is the most that the staleness of a node of this store can be, ms. */
  constructor(store: Store, replica: Replica, longest: number, clock: Clock, timers: Timers) {
    this.#store = store;
    this.#replica = replica;
    this.#longest = longest;
    this.#clock = clock;
    this.#timers = timers;
  }

  /**
   * Throws `StoreUnavailable` when they could not be recorded. With no facts it waits for those of others;
   * `strangers` says that somebody presented what this log knows nothing of, and another node might.
   */
  async record(facts: readonly Revocation[], options: { strangers?: boolean } = {}): Promise<Receipt> {
    const started = mark(this.#clock);
    for (let attempt = 1; ; attempt += 1) {
      const cursor = facts.length > 0 ? await this.#append(facts) : await this.#end();
      await this.everywhere(cursor, options.strangers);
      if (await this.#stands(facts, cursor)) {
        return {
          revoked: facts.map(({ kind, id }) => ({ kind, id })),
          at: started.wall,
          cursor,
          everywhere: true,
          took: Math.round(elapsed(this.#clock, started) * 1_000) / 1_000,
        };
      }
      if (attempt === ATTEMPTS) {
        throw new StoreUnavailable('the store lost what it had acknowledged; nothing is confirmed');
      }
      await this.#replica.sync();
    }
  }

  /**
   * Waits until every node has applied the log up to `cursor`. A node that does not say so within `silence()`
   * has stopped answering from memory by then, and a store that cannot tell is simply waited out. So is a log that
   * was put back a moment ago: nodes may still answer from memory that it holds no lease of.
   */
  async everywhere(cursor: Cursor, strangers = false): Promise<void> {
    const enough = new AbortController();
    const limit = silence(this.#longest);
    const waited = sleep(this.#timers, limit, { signal: enough.signal });
    const restored = (parseCursor(cursor)?.position.generation ?? 0) > 1;
    const young = (restored || strangers) && this.#replica.log.ageOf(cursor) <= limit;
    const settled = young ? waited : this.#store.settled(cursor, enough.signal).catch(() => waited);
    await Promise.race([settled, waited]);
    enough.abort();
  }

  /** One more look: what was appended must still be there, in the log that was settled. */
  async #stands(facts: readonly Revocation[], cursor: Cursor): Promise<boolean> {
    const [log, ...found] = await Promise.all([
      this.#store.changes(cursor),
      ...facts.map((fact) => this.#store.find(endedBy(fact))),
    ]);
    return !log.reset && found.every((fact) => fact !== undefined);
  }

  async #append(facts: readonly Revocation[]): Promise<Cursor> {
    const cursor = await this.#store.append(facts, this.#replica.cursor);
    const position = parseCursor(cursor)?.position;
    if (!position) throw new StoreUnavailable('the store answered with no readable cursor');
    this.#replica.log.learn(facts.map((fact) => ({ ...fact, position })));
    return cursor;
  }

  /** Where the log ends now. */
  async #end(): Promise<Cursor> {
    const { cursor, more } = await this.#store.changes(this.#replica.cursor);
    // A node that is still being told much does not see the end from where it is.
    return more ? this.#store.append([], cursor) : cursor;
  }
}

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

/**
 * Records revocations and waits until they hold everywhere: append, durable; apply here; then until every
 * replica has acknowledged it, or for so long that a silent one no longer answers from memory; then one more
 * look that it is still there.
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

  /** Throws `StoreUnavailable` when they could not be recorded. With no facts it waits for those of others. */
  async record(facts: readonly Revocation[]): Promise<Receipt> {
    const started = mark(this.#clock);
    const cursor = facts.length > 0 ? await this.#append(facts) : await this.#end();
    await this.everywhere(cursor);
    await this.#confirm(facts);
    return {
      revoked: facts.map(({ kind, id }) => ({ kind, id })),
      at: started.wall,
      cursor,
      everywhere: true,
      took: Math.round(elapsed(this.#clock, started) * 1_000) / 1_000,
    };
  }

  /**
   * Waits until every node has applied the log up to `cursor`. A node that does not say so within `silence()`
   * has stopped answering from memory by then, and a store that cannot tell is simply waited out.
   */
  async everywhere(cursor: Cursor): Promise<void> {
    const enough = new AbortController();
    const waited = sleep(this.#timers, silence(this.#longest), { signal: enough.signal });
    const settled = this.#store.settled(cursor, enough.signal).catch(() => waited);
    await Promise.race([settled, waited]);
    enough.abort();
  }

  /** One more look: what was appended must still be there. */
  async #confirm(facts: readonly Revocation[]): Promise<void> {
    const found = await Promise.all(facts.map((fact) => this.#store.find(endedBy(fact))));
    if (found.every((fact) => fact !== undefined)) return;
    throw new StoreUnavailable('the store lost what it had acknowledged; nothing is confirmed');
  }

  async #append(facts: readonly Revocation[]): Promise<Cursor> {
    const cursor = await this.#store.append(facts);
    const position = parseCursor(cursor)?.position;
    if (!position) throw new StoreUnavailable('the store answered with no readable cursor');
    this.#replica.learn(facts.map((fact) => ({ ...fact, position })));
    return cursor;
  }

  /** Where the log ends now. */
  async #end(): Promise<Cursor> {
    return (await this.#store.changes(this.#replica.cursor)).cursor;
  }
}

import { mark, type Clock } from './clock.ts';
import { late, StoreUnavailable } from './errors.ts';
import type { FollowedLog, Log } from './followed-log.ts';
import type { Freshness } from './freshness.ts';
import { CHECK_DEADLINE } from './limits.ts';
import { parseCursor, type Cursor } from './position.ts';
import { ends, type Bearer, type LoggedRevocation } from './revocation.ts';
import type { Store } from './store.ts';
import { within, type Timers } from './timers.ts';
import type { Witness } from './witness.ts';

interface DirectLookParts {
  readonly store: Store;
  readonly log: Pick<FollowedLog, 'reached' | 'cursor'>;
  readonly freshness: Pick<Freshness, 'justFailed'>;
  readonly witness: Pick<Witness, 'check' | 'face'>;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** What the store itself says of somebody, and where its log ended after it had said so. */
export interface Answer {
  readonly fact: LoggedRevocation | undefined;
  readonly log: Log;
}

/**
 * The store's own answer, for a node that is still being told what the store knows: what it remembers says who is out,
 * and not who is in. An answer counts only once the store has proved, later, that it is the one which nodes follow.
 */
export class DirectLook {
  readonly #parts: DirectLookParts;
  /** Where the log ended when it was looked at last. */
  #end: Cursor | undefined;
  /** The look that is under way, and the one that waits for it. */
  #running: Promise<Log> | undefined;
  #next: Promise<Log> | undefined;

  constructor(parts: DirectLookParts) {
    this.#parts = parts;
  }

  /** The fact that ended `bearer`, if any. Rejects with `StoreUnavailable` when the store cannot say so, or prove itself. */
  async ask(bearer: Bearer): Promise<Answer> {
    const { store, log, timers, witness } = this.#parts;
    const before = log.reached?.position.generation;
    try {
      const fact = await within(timers, CHECK_DEADLINE, store.find(broad(bearer)), late);
      const reached = await this.confirm();
      // When another server has taken over in between, its generation is another one.
      if (reached.position.generation !== before) throw new StoreUnavailable('the log goes on elsewhere');
      if (fact && !ends(fact, bearer)) throw new StoreUnavailable('this node has not been told all yet');
      return { fact, log: reached };
    } catch (error) {
      witness.face(error);
      throw error;
    }
  }

  /**
   * Where the log ends, by a look that was sent after this call, and that all share who ask meanwhile. Only the server
   * which nodes follow can answer it.
   */
  confirm(): Promise<Log> {
    const { justFailed } = this.#parts.freshness;
    if (justFailed) return Promise.reject(justFailed);
    this.#next ??= this.#after(this.#running);
    return this.#next;
  }

  async #after(running: Promise<unknown> | undefined): Promise<Log> {
    await running?.catch(() => undefined);
    this.#next = undefined;
    this.#running = within(this.#parts.timers, CHECK_DEADLINE, this.#look(), late);
    return this.#running;
  }

  async #look(): Promise<Log> {
    const { store, log, clock, witness } = this.#parts;
    const sent = mark(clock);
    const from = this.#end ?? (await store.append([], log.cursor));
    const answer = await store.changes(from);
    await witness.check(answer, sent);
    // More than it tells at once: its end is not in sight from there.
    this.#end = answer.more ? undefined : answer.cursor;
    const reached = parseCursor(answer.cursor);
    if (!reached) throw new StoreUnavailable('the store answered with no readable cursor');
    if (reached.incarnation !== log.reached?.incarnation) {
      throw new StoreUnavailable('the store begins another life');
    }
    return reached;
  }
}

/**
 * A store compares places alone. Whom another issuer signed in is asked about as if it had been at the very beginning, so
 * that every cut-off is found which may have to be compared by time.
 */
function broad(bearer: Bearer): Bearer {
  if (bearer.authenticatedAt === undefined) return bearer;
  return { ...bearer, began: { generation: 0, sequence: 0 } };
}

import { ConfigError, StoreUnavailable } from '../../core/errors.ts';
import { silence } from '../../core/limits.ts';

/** How long a node that joins watches one with another staleness, ms. */
const AGREEMENT = 2_500;
/** Nodes that left without being waited for are forgotten when there are this many. */
const MOST_WATCHED = 1_000;

/** What a node has last said of itself. */
export interface Lease {
  readonly id: string;
  /** Names its last heartbeat, and no other in the life of the data. */
  readonly beat: string | number;
  /** ms. */
  readonly staleness: number;
}

/** Where leases are kept. */
export interface LeasePlace {
  /** What it is called in a message: `this Redis`. */
  readonly called: string;
  /** How often the leases are looked at while somebody waits for them, ms. */
  readonly look: number;
  /** Drops a lease if `beat` is still its last heartbeat. */
  drop(lease: Lease): Promise<unknown>;
  /** Asked before a look; what it answers waits for news since then, `limit` ms at most, or until `signal` aborts. */
  news(): (limit: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Waits for nodes that may answer from memory. A node is dropped only for the very heartbeat that was found too old:
 * it must have been the last one for longer than the node may be silent, by the clock of the one who waits, from when
 * that one saw it first.
 */
export class Watch {
  readonly #place: LeasePlace;
  /** The heartbeats that somebody waits for to change, and since when, by `performance.now()`. */
  readonly #watched = new Map<string, { beat: string | number; since: number }>();

  constructor(place: LeasePlace) {
    this.#place = place;
  }

  /**
   * The staleness that the nodes share, ms; `others` are the leases with another one than that. Rejects with
   * `ConfigError` when a node that is alive has another, and with `StoreUnavailable` while one that left its lease
   * behind may still be alive: then try again.
   */
  async agree(staleness: number | undefined, others: () => Promise<readonly Lease[]>): Promise<number> {
    const first = await others();
    if (staleness === undefined) return first[0]?.staleness ?? 1_000;
    if (first.length === 0) return staleness;
    const beats = new Map(first.map(({ id, beat }) => [id, beat]));
    let alive: Lease | undefined;
    const left = async (): Promise<readonly Lease[]> => {
      const now = await others();
      alive = now.find(({ id, beat }) => beats.get(id) !== beat);
      return alive ? [] : now;
    };
    // The process has nothing else to wait for yet, and must not end over it.
    const holding = setInterval(() => undefined, AGREEMENT);
    const gone = await this.gone(left, AbortSignal.timeout(AGREEMENT)).finally(() => clearInterval(holding));
    if (alive) throw conflict(staleness, alive.staleness, this.#place.called);
    if (gone) return staleness;
    throw new StoreUnavailable('a node with another staleness was there a moment ago and may be there still');
  }

  /** A heartbeat met a lease with another staleness: the first node stays, unless it is gone. Rejects, always. */
  async disagree(staleness: number, other: Lease): Promise<never> {
    await this.#look(other);
    throw conflict(staleness, other.staleness, this.#place.called);
  }

  /**
   * Waits until `rows` finds no lease, dropping each that stays silent for longer than it may; false when `signal`
   * aborts before. Rejects when `rows` does. Keeps no process alive.
   */
  async gone(rows: () => Promise<readonly Lease[]>, signal: AbortSignal): Promise<boolean> {
    if (this.#watched.size > MOST_WATCHED) this.#watched.clear();
    for (;;) {
      const next = this.#place.news();
      const left = await rows();
      if (left.length === 0) return true;
      if (signal.aborted) return false;
      for (const lease of left) await this.#look(lease);
      await next(this.#place.look, signal);
    }
  }

  async #look(lease: Lease): Promise<void> {
    const { id, beat, staleness } = lease;
    const now = performance.now();
    const seen = this.#watched.get(id);
    if (seen?.beat !== beat) this.#watched.set(id, { beat, since: now });
    else if (now - seen.since > lifeOf(staleness)) {
      await this.#place.drop(lease);
      this.#watched.delete(id);
    }
  }
}

/** Two nodes of one store, `called` so, differ in their staleness. */
export function conflict(here: number, there: number, called: string): ConfigError {
  return new ConfigError(
    `staleness is ${here} ms here and ${there} ms on a node that runs on ${called}; all nodes must share it`,
  );
}

/** How long a node may be silent before it is taken to be gone, ms. One that asks every time holds nobody up. */
export function lifeOf(staleness: number): number {
  return staleness === 0 ? AGREEMENT : silence(staleness);
}

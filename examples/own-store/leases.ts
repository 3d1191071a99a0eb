import { comparePositions, ConfigError, silence, type Position } from 'curfew';

/** What a node has last said of itself. `staleness` is in ms; `at` is when, by the monotonic clock. */
interface Lease {
  readonly position: Position | undefined;
  readonly staleness: number;
  readonly at: number;
}

/** A node that asks every time holds nobody up; this long after its last call its staleness no longer counts, ms. */
const AGREEMENT = 2_500;

/**
 * The nodes that may answer from memory, and what each has acknowledged. They are in memory alone, because the nodes
 * are: all of them live in the one process that may use the journal, and die with it.
 */
export class Leases {
  readonly #leases = new Map<string, Lease>();

  /** The staleness that the nodes share, ms. Throws `ConfigError` when one that is alive has another. */
  agree(staleness: number | undefined): number {
    const other = this.#alive().find((lease) => lease.staleness !== staleness);
    if (other === undefined || staleness === undefined) return staleness ?? other?.staleness ?? 1_000;
    throw new ConfigError(
      `staleness is ${staleness} ms here and ${other.staleness} ms on a node that runs; all nodes must share it`,
    );
  }

  /** A heartbeat: the node has applied everything up to `position`, and asks now. */
  renew(replica: string, position: Position | undefined, staleness: number): void {
    this.agree(staleness);
    this.#leases.set(replica, { position, staleness, at: performance.now() });
  }

  /** Whether every node that may answer from memory has applied the log up to `place`. */
  applied(place: Position): boolean {
    const holding = this.#alive().filter((lease) => lease.staleness > 0);
    return holding.every((lease) => lease.position && comparePositions(lease.position, place) >= 0);
  }

  /** Looks and drops in one go: a heartbeat that comes between the two would be lost with the lease. */
  #alive(): Lease[] {
    const now = performance.now();
    for (const [replica, { staleness, at }] of this.#leases) {
      const life = staleness === 0 ? AGREEMENT : silence(staleness);
      if (now - at > life) this.#leases.delete(replica);
    }
    return [...this.#leases.values()];
  }

  leave(replica: string): void {
    this.#leases.delete(replica);
  }
}

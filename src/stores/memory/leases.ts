import { elapsed, mark, type Clock, type Mark } from '../../core/clock.ts';
import { ConfigError } from '../../core/errors.ts';
import { silence } from '../../core/limits.ts';
import { comparePositions, type Position } from '../../core/position.ts';

interface Lease {
  readonly position: Position | undefined;
  readonly staleness: number;
  readonly renewed: Mark;
}

/** The nodes that may answer from memory, and what each has acknowledged. */
export class Leases {
  readonly #clock: Clock;
  readonly #leases = new Map<string, Lease>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The staleness that the nodes share. Throws `ConfigError` when it is not that of a node which is alive. */
  agree(staleness: number | undefined): number {
    const other = this.#live().find((lease) => lease.staleness !== staleness);
    if (other && staleness !== undefined) {
      throw new ConfigError(
        `staleness is ${staleness} ms here and ${other.staleness} ms on a node that runs; all nodes must share it`,
      );
    }
    return staleness ?? other?.staleness ?? 1_000;
  }

  renew(replica: string, position: Position | undefined, staleness: number): void {
    this.#leases.set(replica, { position, staleness, renewed: mark(this.#clock) });
  }

  leave(replica: string): void {
    this.#leases.delete(replica);
  }

  /** Whether every live node has applied the log up to `position`. */
  applied(position: Position): boolean {
    return this.#live().every((lease) => lease.position && comparePositions(lease.position, position) >= 0);
  }

  #live(): Lease[] {
    for (const [replica, lease] of this.#leases) {
      if (elapsed(this.#clock, lease.renewed) > silence(lease.staleness)) this.#leases.delete(replica);
    }
    return [...this.#leases.values()];
  }
}

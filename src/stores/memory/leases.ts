import { elapsed, mark, type Clock, type Mark } from '../../core/clock.ts';
import { comparePositions, type Position } from '../../core/position.ts';
import { conflict, lifeOf } from '../shared/watch.ts';

/** What a node has last said of itself. */
export interface Lease {
  readonly position: Position | undefined;
  readonly staleness: number;
  readonly renewed: Mark;
}

/** The nodes that may answer from memory, and what each has acknowledged. */
export class Leases {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The staleness that the nodes share. Throws `ConfigError` when it is not that of a node which is alive. */
  agree(leases: Map<string, Lease>, staleness: number | undefined): number {
    const other = this.#live(leases).find((lease) => lease.staleness !== staleness);
    if (other && staleness !== undefined) throw conflict(staleness, other.staleness, 'this store');
    return staleness ?? other?.staleness ?? 1_000;
  }

  /** A heartbeat. Throws `ConfigError` when a node that is alive has another staleness. */
  renew(
    leases: Map<string, Lease>,
    replica: string,
    position: Position | undefined,
    staleness: number,
  ): void {
    this.agree(leases, staleness);
    leases.set(replica, { position, staleness, renewed: mark(this.#clock) });
  }

  /** Whether every live node has applied the log up to `position`. */
  applied(leases: Map<string, Lease>, position: Position): boolean {
    const holding = this.#live(leases).filter((lease) => lease.staleness > 0);
    return holding.every((lease) => lease.position && comparePositions(lease.position, position) >= 0);
  }

  #live(leases: Map<string, Lease>): Lease[] {
    for (const [replica, lease] of leases) {
      if (elapsed(this.#clock, lease.renewed) > lifeOf(lease.staleness)) leases.delete(replica);
    }
    return [...leases.values()];
  }
}

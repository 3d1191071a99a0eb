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
    if (other && staleness !== undefined) throw conflict(staleness, other.staleness);
    return staleness ?? other?.staleness ?? 1_000;
  }

  /** A heartbeat. Throws `ConfigError` when a node that is alive has another staleness. */
  renew(replica: string, position: Position | undefined, staleness: number): void {
    this.agree(staleness);
    this.#leases.set(replica, { position, staleness, renewed: mark(this.#clock) });
  }

  /** Nobody has applied anything of the log that begins now. */
  startOver(): void {
    for (const [replica, lease] of this.#leases) this.#leases.set(replica, { ...lease, position: undefined });
  }

  leave(replica: string): void {
    this.#leases.delete(replica);
  }

  /** Whether every live node has applied the log up to `position`. */
  applied(position: Position): boolean {
    const holding = this.#live().filter((lease) => lease.staleness > 0);
    return holding.every((lease) => lease.position && comparePositions(lease.position, position) >= 0);
  }

  #live(): Lease[] {
    for (const [replica, lease] of this.#leases) {
      if (elapsed(this.#clock, lease.renewed) > lifeOf(lease.staleness)) this.#leases.delete(replica);
    }
    return [...this.#leases.values()];
  }
}

function conflict(here: number, there: number): ConfigError {
  return new ConfigError(
    `staleness is ${here} ms here and ${there} ms on a node that runs; all nodes must share it`,
  );
}

/** How long a node may be silent before it is taken to be gone, ms. One that asks every time holds nobody up. */
function lifeOf(staleness: number): number {
  return staleness === 0 ? 2_500 : silence(staleness);
}

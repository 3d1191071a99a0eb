import { StoreUnavailable } from '../../core/errors.ts';
import type { Word } from './link.ts';
import type { Met } from './survey.ts';

/** How long a replica may take to have a write, ms: twice that is less than a call may take, and some are sent twice. */
const REPLICATION = 450;
/** How often it is looked whether a replica is there again, and for how long, ms. */
const [LOOK, GLANCE] = [1_000, 20];

/**
 * How many replicas must have a write before it counts. Without a number of the operator's, it is one where the server
 * had replicas when it was first met. It never falls for the same server, nor for one that was restarted: a master
 * that has been cut off must not prove anything. It falls for a replica that was promoted and has none itself, and
 * rises again when one is there.
 */
export class Copies {
  readonly #fixed: boolean;
  #needed: number;
  /** What was needed before it fell. */
  #usual = 0;
  #server: string | undefined;
  #lookedAt = -Infinity;

  constructor(wanted: number | undefined) {
    this.#fixed = wanted !== undefined;
    this.#needed = wanted ?? 0;
  }

  /** A server was connected to: the same as before, or another. */
  meet({ id, replicas, promoted, isCluster }: Met): void {
    const isFirst = this.#server === undefined;
    const isOther = this.#server !== id;
    this.#server = id;
    if (this.#fixed || !isOther) return;
    // In a cluster, a master that was cut off stops by itself.
    const mayFall = isFirst || promoted || isCluster;
    if (replicas > 0) this.#needed = 1;
    else if (mayFall) this.#needed = 0;
    this.#usual = Math.max(this.#usual, this.#needed);
  }

  /** What to send behind a write, if anything. */
  command(): Word[] | undefined {
    if (this.#needed > 0) return ['WAIT', this.#needed, REPLICATION];
    const now = performance.now();
    if (this.#usual === 0 || now - this.#lookedAt < LOOK) return undefined;
    this.#lookedAt = now;
    return ['WAIT', this.#usual, GLANCE];
  }

  /** What was answered to it. Throws `StoreUnavailable` when too few replicas have the write. */
  check(reply: unknown): void {
    const count = Number(reply);
    if (count < this.#needed) {
      throw new StoreUnavailable(`the write is on ${count} of ${this.#needed} replicas`);
    }
    if (count > 0 && !this.#fixed) this.#needed = this.#usual;
  }
}

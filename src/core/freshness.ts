import { elapsed, mark, type Clock, type Mark } from './clock.ts';
import { StoreUnavailable } from './errors.ts';
import { FAILURE_PAUSE } from './limits.ts';

/** Who is told when a node stops being fresh, and when it is again. */
export interface FreshnessListener {
  /** `since` is when the last poll that completed was sent, ms since the epoch; 0 when there was none. */
  stale(since: number, reason: string): void;
  /** `after` ms in which it was not. */
  fresh(after: number): void;
}

/**
 * How far a node's knowledge can be trusted: by when the last poll that completed was *sent*. What an answer
 * says was true when it was written, and it may have been under way for long.
 */
export class Freshness {
  /** ms for which what a poll brought may be used; 0 for never. */
  readonly limit: number;
  readonly #clock: Clock;
  readonly #listener: FreshnessListener;
  #asked: Mark | undefined;
  #failed: { at: Mark; reason: string } | undefined;
  #staleSince: Mark | undefined;

  constructor(limit: number, clock: Clock, listener: FreshnessListener) {
    this.limit = limit;
    this.#clock = clock;
    this.#listener = listener;
  }

  /** How old the knowledge may be, ms; infinite before the first answer. */
  get age(): number {
    return this.#asked ? elapsed(this.#clock, this.#asked) : Infinity;
  }

  get isFresh(): boolean {
    return this.limit > 0 && this.age <= this.limit;
  }

  /** Whether the last poll was answered. */
  get reachable(): boolean {
    return this.#failed === undefined;
  }

  /** The failure of a moment ago, so that an outage does not make every check ask. */
  get justFailed(): StoreUnavailable | undefined {
    if (!this.#failed || elapsed(this.#clock, this.#failed.at) >= FAILURE_PAUSE) return undefined;
    return new StoreUnavailable(this.#failed.reason);
  }

  /** A poll that was sent at `sent` has been answered and applied. */
  succeeded(sent: Mark): void {
    if (!this.#asked || sent.monotonic > this.#asked.monotonic) this.#asked = sent;
    this.#failed = undefined;
    if (this.#staleSince && (this.isFresh || this.limit === 0)) {
      this.#listener.fresh(elapsed(this.#clock, this.#staleSince));
      this.#staleSince = undefined;
    }
  }

  /** Another log is followed, of which little is known yet. */
  lost(): void {
    this.#asked = undefined;
  }

  /** A poll failed. */
  failed(reason: string): void {
    this.#failed = { at: mark(this.#clock), reason };
    if (this.#staleSince || this.isFresh) return;
    this.#staleSince = mark(this.#clock);
    this.#listener.stale(this.#asked?.wall ?? 0, reason);
  }
}

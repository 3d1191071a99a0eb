import type { Clock } from '../../src/index.ts';

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  #now = 1_800_000_000_000;
  #monotonic = 5_000;

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** Both clocks go on by `ms`. */
  advance(ms: number): void {
    this.#now += ms;
    this.#monotonic += ms;
  }

  /** Somebody sets the wall clock; the monotonic one does not notice. */
  setWall(ms: number): void {
    this.#now += ms;
  }
}

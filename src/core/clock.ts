/** Time as Curfew reads it. Both figures are milliseconds. */
export interface Clock {
  /** Milliseconds since the epoch; may jump when somebody sets the clock. */
  now(): number;
  /** Milliseconds since some fixed moment; never goes back, but may stand still while the machine sleeps. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** A moment, read on both clocks. */
export interface Mark {
  readonly wall: number;
  readonly monotonic: number;
}

export function mark(clock: Clock): Mark {
  return { wall: clock.now(), monotonic: clock.monotonic() };
}

/** The time, ms since the epoch, that both clocks agree to have come since `start`: neither may run ahead alone. */
export function surelyPast(clock: Clock, start: Mark): number {
  return Math.min(clock.now(), start.wall + clock.monotonic() - start.monotonic);
}

/**
 * Milliseconds since `since`: the larger of what the two clocks say. A suspended machine freezes the
 * monotonic clock and a corrected one turns the wall clock back; neither may make knowledge look younger.
 */
export function elapsed(clock: Clock, since: Mark): number {
  return Math.max(clock.now() - since.wall, clock.monotonic() - since.monotonic);
}

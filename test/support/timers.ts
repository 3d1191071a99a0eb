import type { Timers } from '../../src/core/timers.ts';

/** A task that waits for its time. */
export interface Waiting {
  readonly delay: number;
  readonly background: boolean;
  /** Runs it, as if its time had come. */
  run(): void;
}

/** Timers whose tasks are run by hand. `set` are those that wait, in the order in which they were set. */
export function timersByHand(): { timers: Timers; set: Waiting[] } {
  const set: Waiting[] = [];
  const timers: Timers = {
    after(delay, task, options) {
      const cancel = (): void => {
        const at = set.indexOf(one);
        if (at >= 0) set.splice(at, 1);
      };
      const run = (): void => {
        cancel();
        task();
      };
      const one = { delay, background: options?.background === true, run };
      set.push(one);
      return cancel;
    },
  };
  return { timers, set };
}

import { Replica } from '../../src/core/replica.ts';
import type { Changes, ChangesOptions } from '../../src/core/store.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { TestClock } from './clock.ts';
import { overriding } from './node.ts';
import { timersByHand, type Waiting } from './timers.ts';

/** A question of the replica to its store, which waits for an answer. */
interface Poll {
  readonly after: string | undefined;
  readonly options: ChangesOptions;
  answer(cursor: string, more?: Partial<Changes>): Promise<void>;
  fail(error: unknown): Promise<void>;
}

export interface PolledReplica {
  readonly replica: Replica;
  readonly clock: TestClock;
  readonly set: Waiting[];
  readonly polls: Poll[];
  /** What the replica told its listener, and its store when it left. */
  readonly told: unknown[][];
}

/** Lets everything happen that waits for nothing. */
export async function turn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

/** A replica whose polls are answered by hand, on a clock and timers that are moved by hand. */
export function polledReplica(staleness: number = 1_000): PolledReplica {
  const clock = new TestClock();
  const { timers, set } = timersByHand();
  const polls: Poll[] = [];
  const told: unknown[][] = [];
  const store = overriding(memory(), {
    changes: (after, options = {}) =>
      new Promise((resolve, reject) => {
        polls.push({
          after,
          options,
          answer: (cursor, more) => {
            resolve({ revocations: [], cursor, more: false, reset: false, ...more });
            return turn();
          },
          fail: (error) => (reject(error), turn()),
        });
      }),
    leave: async (id) => void told.push(['leave', id]),
  });
  const tell =
    (name: string) =>
    (...values: unknown[]): void =>
      void told.push([name, ...values]);
  const listener = {
    learned: tell('learned'),
    changedLog: tell('changedLog'),
    stale: (_since: number, reason: string) => void told.push(['stale', reason]),
    fresh: tell('fresh'),
    restored: tell('restored'),
    amnesia: tell('amnesia'),
    giveUp: () => [],
  };
  const attached = { incarnation: 'life', generation: 1, age: 0, staleness };
  return { replica: new Replica({ store, attached, clock, timers, listener }), clock, set, polls, told };
}

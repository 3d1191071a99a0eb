import { StoreUnavailable, type Store } from '../../src/index.ts';
import type { Machine } from '../../src/stores/memory/memory-store.ts';
import type { Random } from './random.ts';
import type { MachineTime, VirtualTime } from './virtual-time.ts';

/** The store's machine, and what is wrong with it. */
export interface StoreMachine {
  readonly store: Store;
  readonly time: MachineTime;
  /** What it holds, which can get lost. */
  readonly machine: Machine;
  down: boolean;
}

/** The way between one node and the store. */
export class Line {
  /** Nothing gets through in either direction. */
  cut = false;
  /** The part of all messages that get lost. */
  loss = 0;
  /** The most that a message takes, ms. */
  delay = 5;
}

/** The store as a node sees it: every call travels there and back, and may be late, or be lost on either way. */
export function remote(
  world: VirtualTime,
  random: Random,
  there: StoreMachine,
  here: MachineTime,
  line: Line,
): Store {
  const lost = (): boolean => line.cut || random.chance(line.loss);
  const travel = (arrive: () => void): void => {
    if (lost()) return;
    world.after(random.between(0, line.delay), () => {
      if (!line.cut) arrive();
    });
  };
  return new Proxy(there.store, {
    get(store, name: keyof Store) {
      const value: unknown = Reflect.get(store, name);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]) =>
        new Promise((resolve, reject) => {
          const answer = (deliver: () => void): void => travel(() => here.whenAwake(deliver));
          travel(() => {
            there.time.whenAwake(() => {
              if (there.down) return answer(() => reject(new StoreUnavailable('the store is down')));
              const work = Reflect.apply(value, store, values) as Promise<unknown>;
              work.then(
                (result) => answer(() => resolve(result)),
                (error: unknown) => answer(() => reject(error)),
              );
            });
          });
        });
    },
  });
}

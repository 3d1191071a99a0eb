import { StoreUnavailable, type Store } from '../../src/index.ts';
import type { Cluster } from './cluster.ts';
import type { Random } from './random.ts';
import type { Server } from './server.ts';
import type { MachineTime, VirtualTime } from './virtual-time.ts';

/** The way between one node and the store. */
export class Line {
  /** The server it leads to; undefined while the node looks for one. */
  server: Server | undefined;
  /** Nothing gets through in either direction. */
  cut = false;
  /** The part of all messages that get lost. */
  loss = 0;
  /** The most that a message takes, ms. */
  delay = 5;

  constructor(server: Server) {
    this.server = server;
  }

  heal(): void {
    this.cut = false;
    this.loss = 0;
    this.delay = 5;
  }
}

interface Way {
  readonly world: VirtualTime;
  readonly random: Random;
  readonly cluster: Cluster;
  readonly here: MachineTime;
  readonly line: Line;
}

/** The store as a node sees it: every call travels there and back, and may be late, or be lost on either way. */
export function remote({ world, random, cluster, here, line }: Way): Store {
  const lost = (): boolean => line.cut || random.chance(line.loss);
  const travel = (arrive: () => void): void => {
    if (lost()) return;
    world.after(random.between(0, line.delay), () => {
      if (!line.cut) arrive();
    });
  };
  return new Proxy(cluster.primary.store, {
    get(store, name: keyof Store) {
      const value: unknown = Reflect.get(store, name);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]) =>
        new Promise((resolve, reject) => {
          const { server } = line;
          // Who has gone over to another server hears no more of the old one.
          const broken = (): void => reject(new StoreUnavailable('the connection is lost'));
          const answer = (deliver: () => void): void =>
            travel(() => here.whenAwake(line.server === server ? deliver : broken));
          travel(() => {
            if (!server) return answer(broken);
            server.time.whenAwake(() => {
              cluster.answer(server, name, values).then(
                (result) => answer(() => resolve(result)),
                (error: unknown) => answer(() => reject(error)),
              );
            });
          });
        });
    },
  });
}

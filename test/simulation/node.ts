import { createNode } from '../../src/core/curfew.ts';
import {
  CurfewError,
  type Curfew,
  type CurfewOptions,
  type SigningKey,
  type Store,
} from '../../src/index.ts';
import type { Cluster } from './cluster.ts';
import { Line, remote } from './network.ts';
import type { Random } from './random.ts';
import { MachineTime, type VirtualTime } from './virtual-time.ts';

/** What all nodes of a world share. */
export interface Shared {
  readonly world: VirtualTime;
  readonly random: Random;
  readonly cluster: Cluster;
  readonly key: SigningKey;
  readonly options: Setting;
}

export interface Setting {
  readonly staleness: number;
  readonly sessions?: NonNullable<CurfewOptions['sessions']>;
}

/** One machine that runs a Curfew. */
export class Node {
  readonly time: MachineTime;
  readonly line: Line;
  readonly curfew: Curfew;
  readonly #cluster: Cluster;

  /** `through` stands between the node and its line. */
  constructor(shared: Shared, offset = 0, through = (store: Store): Store => store) {
    const { world, random, cluster, key, options } = shared;
    this.#cluster = cluster;
    this.time = new MachineTime(world, offset);
    this.line = new Line(cluster.primary);
    const store = through(remote({ world, random, cluster, here: this.time, line: this.line }));
    const issuer = { name: 'https://api.test', audience: 'api', keys: key };
    this.curfew = createNode({ store, issuer, clock: this.time, ...options }, this.time);
  }

  /** Whether it asks a server that is not, or no longer, the primary. */
  get isLeftBehind(): boolean {
    return this.line.server !== this.#cluster.primary;
  }

  /** Whether something is wrong with it, or with its line. */
  get isImpaired(): boolean {
    const { cut, loss, delay } = this.line;
    return cut || loss > 0 || delay > 20 || this.time.isAsleep || this.isLeftBehind;
  }
}

/** `ok`, or the code of the error. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    return error instanceof CurfewError ? error.code : `unexpected: ${String(error)}`;
  }
}

import { RedisServer, type RedisOptions } from './redis-server.ts';
import { until } from './until.ts';

const MASTERS = 3;
const SLOTS = 16_384;

/** Milliseconds until the nodes take one that is silent for dead; a replica is in its place about as long after. */
const NODE_TIMEOUT = 1_000;

/** A Redis Cluster of three masters with a replica each. */
export class RedisCluster implements AsyncDisposable {
  /** The three that began as masters, then their replicas in the same order. */
  readonly nodes: readonly RedisServer[];

  private constructor(nodes: readonly RedisServer[]) {
    this.nodes = nodes;
  }

  /** `options` are those of every node. */
  static async start(options: RedisOptions = {}): Promise<RedisCluster> {
    const config = [`cluster-node-timeout ${NODE_TIMEOUT}`, ...(options.config ?? [])];
    const nodes: RedisServer[] = [];
    const cluster = new RedisCluster(nodes);
    try {
      for (let count = 0; count < 2 * MASTERS; count += 1) {
        nodes.push(await RedisServer.start({ ...options, cluster: true, config }));
      }
      await cluster.#join();
      return cluster;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Where the nodes are, as client libraries want to be told. */
  get addresses(): { host: string; port: number }[] {
    return this.nodes.map(({ port }) => ({ host: '127.0.0.1', port }));
  }

  /** The master of the slot of `key`, as the nodes that run see it. */
  async masterOf(key: string): Promise<RedisServer> {
    const witness = this.nodes.find(({ running }) => running);
    if (!witness) throw new Error('no node runs');
    const slot = Number(await witness.command('CLUSTER', 'KEYSLOT', key));
    const ranges = (await witness.command('CLUSTER', 'SLOTS')) as [number, number, [string, number]][];
    const port = ranges.find(([first, last]) => first <= slot && slot <= last)?.[2][1];
    const master = this.nodes.find((node) => node.port === port);
    if (!master) throw new Error(`nobody has slot ${slot}`);
    return master;
  }

  /** Waits until the partner of a node that is down has taken its place; answers the partner. */
  async replaced(old: RedisServer): Promise<RedisServer> {
    const partner = this.#partnerOf(old);
    const leads = async (): Promise<boolean> => (await partner.info('replication'))['role'] === 'master';
    await until(leads, 'another master', 30_000);
    await this.settled();
    return partner;
  }

  /** Lets the partner of a master that runs take its place, losing nothing; answers the partner. */
  async handedOver(old: RedisServer): Promise<RedisServer> {
    await this.#partnerOf(old).command('CLUSTER', 'FAILOVER');
    return this.replaced(old);
  }

  /**
   * Moves the slot of `key` to another master, key by key. `first` runs when the slot is on its way and nothing has
   * gone yet, `halfway` when about half of the keys have.
   */
  async move(key: string, first: () => Promise<void>, halfway: () => Promise<void>): Promise<RedisServer> {
    const from = await this.masterOf(key);
    const to = this.nodes.slice(0, MASTERS).find((node) => node !== from);
    if (!to) throw new Error('there is one master only');
    const slot = Number(await from.command('CLUSTER', 'KEYSLOT', key));
    const [source, target] = await Promise.all(
      [from, to].map(async (node) => node.command('CLUSTER', 'MYID')),
    );
    await to.command('CLUSTER', 'SETSLOT', slot, 'IMPORTING', String(source));
    await from.command('CLUSTER', 'SETSLOT', slot, 'MIGRATING', String(target));
    const keys = async (): Promise<string[]> =>
      ((await from.command('CLUSTER', 'GETKEYSINSLOT', slot, 1_000)) as string[]).toSorted();
    await first();
    const all = await keys();
    for (const [index, one] of all.entries()) {
      if (index === Math.floor(all.length / 2)) await halfway();
      await from.command('MIGRATE', '127.0.0.1', to.port, one, 0, 5_000);
    }
    for (const one of await keys()) await from.command('MIGRATE', '127.0.0.1', to.port, one, 0, 5_000);
    for (const node of [to, from, ...this.nodes.slice(0, MASTERS)]) {
      await node.command('CLUSTER', 'SETSLOT', slot, 'NODE', String(target));
    }
    return to;
  }

  /** Waits until all nodes that run know who has which slot, and serve. */
  async settled(): Promise<void> {
    const state = async (node: RedisServer): Promise<string> => String(await node.command('CLUSTER', 'INFO'));
    await until(
      async () => {
        const states = await Promise.all(this.nodes.filter(({ running }) => running).map(state));
        return states.every((one) => one.includes('cluster_state:ok'));
      },
      'the cluster serves',
      30_000,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const node of this.nodes) await node[Symbol.asyncDispose]();
  }

  #partnerOf(node: RedisServer): RedisServer {
    const partner = this.nodes[(this.nodes.indexOf(node) + MASTERS) % this.nodes.length];
    if (!partner) throw new Error('a node of another cluster');
    return partner;
  }

  async #join(): Promise<void> {
    const [first, ...others] = this.nodes;
    for (const [index, node] of this.nodes.entries())
      await node.command('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
    for (const node of others) await first?.command('CLUSTER', 'MEET', '127.0.0.1', node.port, node.bus);
    for (const [index, node] of this.nodes.slice(0, MASTERS).entries()) {
      const bounds = [index, index + 1].map((at) => Math.floor((at * SLOTS) / MASTERS));
      await node.command('CLUSTER', 'ADDSLOTSRANGE', bounds[0] ?? 0, (bounds[1] ?? 0) - 1);
    }
    await until(async () => {
      const lists = await Promise.all(this.nodes.map((node) => node.command('CLUSTER', 'NODES')));
      return lists.every((list) => String(list).match(/ connected/g)?.length === this.nodes.length);
    }, 'every node knows every other');
    for (const [index, node] of this.nodes.slice(0, MASTERS).entries()) {
      await this.nodes[MASTERS + index]?.command(
        'CLUSTER',
        'REPLICATE',
        String(await node.command('CLUSTER', 'MYID')),
      );
    }
    await until(async () => {
      const infos = await Promise.all(this.nodes.map((node) => node.info('replication')));
      return infos.every((one) =>
        one['role'] === 'master' ? one['connected_slaves'] === '1' : one['master_link_status'] === 'up',
      );
    }, 'every replica follows its master');
    await this.settled();
  }
}

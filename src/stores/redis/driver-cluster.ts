import { IoredisDriver, type IoredisClient } from './driver-ioredis.ts';
import { NodeRedisDriver, type NodeRedisClient } from './driver-node-redis.ts';
import type { Driver, Link } from './link.ts';

interface Address {
  readonly host: string;
  readonly port: number;
}

/** What is used of a cluster client of `ioredis`. */
export interface IoredisCluster {
  duplicate(nodes: Address[], options: object): IoredisCluster;
  connect(): Promise<unknown>;
  nodes(role: 'master'): IoredisNode[];
  on(event: 'error', listener: (error: unknown) => void): unknown;
  disconnect(): void;
}

interface IoredisNode extends IoredisClient {
  readonly options: { readonly host?: string | undefined; readonly port?: number | undefined };
}

/** What is used of a cluster client of `redis` (node-redis). */
export interface NodeRedisCluster {
  duplicate(options: object): NodeRedisCluster;
  connect(): Promise<unknown>;
  readonly masters: readonly Address[];
  nodeClient(master: Address): Promise<NodeRedisClient>;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  destroy(): void;
  readonly _options: { readonly defaults?: { readonly socket?: object | undefined } | undefined };
}

/** A master of a cluster: where it is, whether it serves a key, and connections to it. */
interface Master {
  readonly address: Address;
  /** Rejects where it does not. */
  serves(key: string): Promise<unknown>;
  readonly driver: Driver;
}

/** A cluster as it is now. */
interface View {
  masters(): Promise<Master[]>;
  close(): void;
}

/** Asks a node whether it serves a key, with a command that is needed anyway. */
const serving = (key: string): [string, ...(string | number)[]] => ['EVAL', 'return 1', 1, key];

/** Looks at the cluster of a client, starting at `seeds`, or where that client does. Bounded by `limit`, ms. */
type Look = (seeds: readonly Address[], limit: number) => View;

/** Connections to the master that serves a key, like those of a cluster client. */
export class ClusterDriver implements Driver {
  readonly #look: Look;
  readonly #key: string;
  /** The masters that were there the last time: those that the client was given may be gone meanwhile. */
  #known: readonly Address[] = [];

  constructor(look: Look, key: string) {
    this.#look = look;
    this.#key = key;
  }

  async connect(limit: number): Promise<Link> {
    const end = performance.now() + limit;
    const view = this.#look(this.#known, limit / 2);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('no master of the cluster was found in time')), limit);
      timer.unref();
    });
    try {
      const { driver } = await Promise.race([this.#owner(view), late]);
      return await driver.connect(Math.max(1, end - performance.now()));
    } catch (error) {
      this.#known = [];
      throw error;
    } finally {
      clearTimeout(timer);
      view.close();
    }
  }

  async #owner(view: View): Promise<Master> {
    const masters = await view.masters();
    const asked = masters.map(async (master) => {
      await master.serves(this.#key);
      return master;
    });
    try {
      const owner = await Promise.any(asked);
      this.#known = masters.map(({ address }) => address);
      return owner;
    } catch (error) {
      throw error instanceof AggregateError ? (error.errors[0] ?? new Error('it has no master')) : error;
    }
  }
}

/** Looks at the cluster of a client of `ioredis`. */
export function lookWithIoredis(client: IoredisCluster): Look {
  return (seeds, limit) => {
    const cluster = client.duplicate([...seeds], {
      lazyConnect: true,
      enableReadyCheck: false,
      clusterRetryStrategy: () => null,
      clusterNodeRetryStrategy: null,
      shardedSubscribers: false,
      // Half, so that a second seed is asked when the first one is silent.
      slotsRefreshTimeout: limit / 2,
      keyPrefix: '',
      redisOptions: { connectTimeout: limit, enableReadyCheck: false, keyPrefix: '' },
    });
    cluster.on('error', () => undefined);
    return {
      async masters() {
        await cluster.connect();
        return cluster.nodes('master').map((node) => ({
          address: { host: node.options.host ?? '127.0.0.1', port: node.options.port ?? 6379 },
          serves: (key) => node.call(...serving(key)),
          driver: new IoredisDriver(node),
        }));
      },
      close: () => cluster.disconnect(),
    };
  };
}

/** Looks at the cluster of a client of `redis`. */
export function lookWithNodeRedis(client: NodeRedisCluster): Look {
  return (seeds, limit) => {
    const defaults = client._options.defaults;
    const cluster = client.duplicate({
      minimizeConnections: true,
      defaults: {
        ...defaults,
        socket: { ...defaults?.socket, connectTimeout: limit / 2, reconnectStrategy: false },
      },
      ...(seeds.length > 0 && { rootNodes: seeds.map((socket) => ({ socket })) }),
    });
    cluster.on('error', () => undefined);
    return {
      async masters() {
        await cluster.connect();
        const settled = await Promise.allSettled(
          cluster.masters.map(async (master) => [master, await cluster.nodeClient(master)] as const),
        );
        return settled.flatMap((one) => {
          if (one.status === 'rejected') return [];
          const [{ host, port }, node] = one.value;
          const serves = (key: string): Promise<unknown> => node.sendCommand(serving(key).map(String));
          return [{ address: { host, port }, serves, driver: new NodeRedisDriver(node) }];
        });
      },
      close() {
        try {
          cluster.destroy();
        } catch {
          // It was closed already.
        }
      },
    };
  };
}

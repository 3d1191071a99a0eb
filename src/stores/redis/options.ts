import { ConfigError } from '../../core/errors.ts';
import {
  ClusterDriver,
  lookWithIoredis,
  lookWithNodeRedis,
  type IoredisCluster,
  type NodeRedisCluster,
} from './driver-cluster.ts';
import { IoredisDriver, type IoredisClient } from './driver-ioredis.ts';
import { NodeRedisDriver, type NodeRedisClient } from './driver-node-redis.ts';
import type { Driver } from './link.ts';
import { clusterIn, fromUrl } from './url.ts';

export interface RedisOptions {
  /**
   * What the names of all keys begin with, in braces, so that they share a slot, and one master of a cluster serves
   * them; default `curfew`.
   */
  readonly prefix?: string;
  /**
   * `'always'` promises that the server loses nothing in a restart (`appendonly yes`, `appendfsync always`): then it is
   * believed after one, as long as every node promises so. By default a restart may have lost something, and the nodes
   * that run have to vouch for it.
   */
  readonly durability?: 'always';
  /**
   * How many replicas must have a write before it counts; default 1 where the server has replicas when Curfew attaches,
   * else 0; and none while a replica that was promoted has none itself. Every replica that may be promoted has to be
   * among them for a fail-over to lose nothing.
   */
  readonly replicas?: number;
}

/**
 * A URL, or a client or a cluster client of `ioredis` or `redis`, which Curfew only copies: its own connections are its
 * own. `?cluster` in a URL says that its host is a node of a cluster; `?cluster=b:7001,c:7002` names more of them.
 */
export type RedisConnection = string | IoredisClient | IoredisCluster | NodeRedisClient | NodeRedisCluster;

export interface Settings {
  readonly prefix: string;
  readonly durable: boolean;
  readonly replicas: number | undefined;
  readonly isCluster: boolean;
  /** Rejects with `ConfigError` when no client is installed. */
  readonly open: () => Promise<Driver>;
}

const KNOWN = ['prefix', 'durability', 'replicas'] satisfies (keyof RedisOptions)[];

/** What was asked for. Throws `ConfigError` for what is wrong with it. */
export function settingsOf(connection: unknown, options: unknown): Settings {
  if (typeof options !== 'object' || options === null) {
    throw new ConfigError("the options of redis() must be an object: redis(url, { prefix: 'curfew' })");
  }
  const given: Partial<Record<string, unknown>> = { ...options };
  const stranger = Object.keys(given).find((name) => !KNOWN.some((known) => known === name));
  if (stranger !== undefined) {
    throw new ConfigError(`redis() knows no option ${stranger}; it knows ${KNOWN.join(', ')}`);
  }
  const { prefix = 'curfew', durability, replicas } = given;
  if (typeof prefix !== 'string' || !/^[\w:.-]{1,100}$/.test(prefix)) {
    throw new ConfigError('prefix must be up to 100 letters, digits and any of _ - . :, without braces');
  }
  if (durability !== undefined && durability !== 'always') {
    throw new ConfigError("durability can only be 'always': leave it out where the server promises less");
  }
  if (
    replicas !== undefined &&
    (typeof replicas !== 'number' || !Number.isInteger(replicas) || replicas < 0)
  ) {
    throw new ConfigError('replicas must be a whole number of replicas that a write waits for');
  }
  const key = `{${prefix}}:head`;
  return { prefix, durable: durability === 'always', replicas, ...openerOf(connection, key) };
}

/** How to get at a server; of a cluster, at the master that serves `key`. */
function openerOf(connection: unknown, key: string): Pick<Settings, 'isCluster' | 'open'> {
  if (typeof connection === 'string') {
    if (!/^(rediss?|unix):\/\//.test(connection)) {
      throw new ConfigError("the URL must begin with redis:// or rediss://: redis('redis://localhost:6379')");
    }
    const isCluster = clusterIn(connection) !== undefined;
    return { isCluster, open: () => fromUrl(connection, key) };
  }
  if (isIoredisCluster(connection)) {
    return { isCluster: true, open: async () => new ClusterDriver(lookWithIoredis(connection), key) };
  }
  if (isNodeRedisCluster(connection)) {
    return { isCluster: true, open: async () => new ClusterDriver(lookWithNodeRedis(connection), key) };
  }
  if (isIoredis(connection)) return { isCluster: false, open: async () => new IoredisDriver(connection) };
  if (isNodeRedis(connection)) return { isCluster: false, open: async () => new NodeRedisDriver(connection) };
  throw new ConfigError('redis() needs a URL, or a client of ioredis or redis');
}

function isIoredisCluster(connection: unknown): connection is IoredisCluster {
  return has(connection, ['duplicate', 'nodes', 'disconnect']);
}

function isNodeRedisCluster(connection: unknown): connection is NodeRedisCluster {
  return has(connection, ['duplicate', 'nodeClient', 'destroy']);
}

function isIoredis(connection: unknown): connection is IoredisClient {
  return has(connection, ['duplicate', 'call', 'disconnect']);
}

function isNodeRedis(connection: unknown): connection is NodeRedisClient {
  return has(connection, ['duplicate', 'sendCommand', 'destroy']);
}

function has(value: unknown, methods: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return methods.every((name) => typeof Reflect.get(value, name) === 'function');
}

import { ConfigError } from '../../core/errors.ts';
import { ClusterDriver, lookWithIoredis, lookWithNodeRedis } from './driver-cluster.ts';
import { IoredisDriver } from './driver-ioredis.ts';
import { NodeRedisDriver } from './driver-node-redis.ts';
import type { Driver } from './link.ts';

/** The nodes of a cluster that a URL names, and how to log in to any of them. */
interface Cluster {
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly isSecure: boolean;
}

/** What a URL says of a cluster; undefined for one that means a single server. Throws `ConfigError`. */
export function clusterIn(text: string): Cluster | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const more = url.searchParams.get('cluster');
  if (more === null || url.protocol === 'unix:') return undefined;
  const nodes = [url.host, ...more.split(',').filter((one) => one !== '')].map((one) => {
    const [, host = '', port = '6379'] = /^(\[[\da-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(one) ?? [];
    if (host === '' || Number(port) > 65_535) {
      throw new ConfigError('cluster in the URL names more nodes: redis://a:7000?cluster=b:7001,c:7002');
    }
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  });
  const [username, password] = [url.username, url.password].map(
    (one) => decodeURIComponent(one) || undefined,
  );
  return { nodes, username, password, isSecure: url.protocol === 'rediss:' };
}

/** Connections to what a URL means; of a cluster, to the master that serves `key`. Rejects with `ConfigError` without a client. */
export async function fromUrl(url: string, key: string): Promise<Driver> {
  const cluster = clusterIn(url);
  const ioredis = await import('ioredis').catch(() => undefined);
  if (ioredis && cluster) {
    const { nodes, username, password, isSecure } = cluster;
    const login = { ...(username && { username }), ...(password && { password }) };
    const client = new ioredis.Cluster([...nodes], {
      lazyConnect: true,
      redisOptions: { ...login, ...(isSecure && { tls: {} }) },
    });
    return new ClusterDriver(lookWithIoredis(client), key);
  }
  if (ioredis) {
    const target = url.startsWith('unix://') ? url.slice('unix://'.length) : url;
    return new IoredisDriver(new ioredis.Redis(target, { lazyConnect: true }));
  }
  const redis = await import('redis').catch(() => undefined);
  if (!redis) throw new ConfigError('redis() needs a client: npm install ioredis (or redis)');
  if (!cluster) return new NodeRedisDriver(redis.createClient({ url }));
  const { nodes, username, password, isSecure } = cluster;
  const login = { ...(username && { username }), ...(password && { password }) };
  const client = redis.createCluster({
    rootNodes: nodes.map((socket) => ({ socket })),
    defaults: { ...login, ...(isSecure && { socket: { tls: true } }) },
  });
  return new ClusterDriver(lookWithNodeRedis(client), key);
}

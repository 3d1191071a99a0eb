import type { Store } from '../../core/store.ts';
import { settingsOf, type RedisConnection, type RedisOptions } from './options.ts';
import { RedisStore } from './redis-store.ts';

export type { RedisConnection, RedisOptions } from './options.ts';

/**
 * A Redis (6.2 or newer) or Valkey server, or the master of a cluster that serves the keys: by a URL, or like a client or
 * a cluster client of `ioredis` or `redis` that you have. Curfew makes two connections of its own and leaves yours alone.
 *
 * Throws `ConfigError` for options that cannot be meant. Attaching rejects with `ConfigError` for a server that may
 * evict keys, that is a replica, that is a node of a cluster taken for a server, or that promises less than `durability` says.
 */
export function redis(connection: RedisConnection, options: RedisOptions = {}): Store {
  return new RedisStore(settingsOf(connection, options));
}

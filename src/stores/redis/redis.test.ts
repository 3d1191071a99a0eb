import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { RedisServer } from '../../../test/support/redis-server.ts';
import type { Store } from '../../core/store.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { storeContract } from '../../testing/index.ts';
import { redis } from './index.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start({ appendfsync: 'always' });
});
afterAll(() => server[Symbol.asyncDispose]());

/** A store that is empty is in doubt; here, nobody can have anything to say about it. */
async function begun(store: Store): Promise<Store> {
  try {
    await store.attach(1_000);
  } catch (error) {
    if (!(error instanceof StoreUnavailable) || !error.doubt) throw error;
    await store.renew(error.doubt.id);
    await store.attach(1_000);
  }
  await store.close();
  return store;
}

describe('by a URL', () => {
  storeContract(it, (name) => begun(redis(server.url, { prefix: name })));
});

describe('like a client of ioredis', () => {
  const client = (): Redis => new Redis(server.url, { lazyConnect: true, keyPrefix: 'mine:' });
  storeContract(it, (name) => begun(redis(client(), { prefix: name, durability: 'always' })));
});

describe('like a client of redis', () => {
  storeContract(it, (name) => begun(redis(createClient({ url: server.url }), { prefix: name })));
});

import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { begunBefore } from '../../../test/support/stores.ts';
import { storeContract } from '../../testing/index.ts';
import { redis } from './index.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start({ appendfsync: 'always' });
});
afterAll(() => server[Symbol.asyncDispose]());

describe('by a URL', () => {
  storeContract(it, (name) => begunBefore(redis(server.url, { prefix: name })));
});

describe('like a client of ioredis', () => {
  const client = (): Redis => new Redis(server.url, { lazyConnect: true, keyPrefix: 'mine:' });
  storeContract(it, (name) => begunBefore(redis(client(), { prefix: name, durability: 'always' })));
});

describe('like a client of redis', () => {
  storeContract(it, (name) => begunBefore(redis(createClient({ url: server.url }), { prefix: name })));
});

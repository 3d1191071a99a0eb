import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { redis } from '../../src/stores/redis/index.ts';
import { codeOf, node, until } from '../support/node.ts';
import { RedisServer } from '../support/redis-server.ts';
import { timed } from '../support/stores.ts';
import { People } from './people.ts';

const FAULT = { timeout: 60_000 };
const STORE = new URL('../../src/stores/redis/index.ts', import.meta.url).href;

/** A server whose data was written by nodes with that staleness, ms, before it was restarted. */
async function restarted(staleness: number): Promise<RedisServer> {
  const server = await RedisServer.start({ appendfsync: 'always' });
  const curfew = await node({ store: redis(server.url, { durability: 'always' }), staleness });
  await curfew.ready();
  await curfew.close();
  await server.restart();
  return server;
}

it.concurrent('waits until a server that was just restarted is to be believed', FAULT, async () => {
  await using server = await restarted(1_000);
  const store = redis(server.url, { durability: 'always' });
  expect(await timed(() => store.attach(1_000))).toMatchObject({ code: 'fulfilled' });
  await store.close();
});

it.concurrent('does not wait for long, and goes by the staleness of the nodes', FAULT, async () => {
  await using server = await restarted(30_000);
  const store = redis(server.url);
  const { code, took } = await timed(() => store.attach());
  expect(code).toBe('ERR_STORE_UNAVAILABLE');
  expect(took).toBeGreaterThan(2_500);
  expect(took).toBeLessThan(4_000);
  await store.close();
});

it.concurrent('lets the process end when joining has failed', FAULT, async () => {
  await using server = await restarted(30_000);
  const clients = [
    "new (await import('ioredis')).Redis(url, { lazyConnect: true })",
    "(await import('redis')).createClient({ url })",
  ];
  const outputs = clients.map(async (client) => {
    const program = `
      import { redis } from ${JSON.stringify(STORE)};
      const url = ${JSON.stringify(server.url)};
      await redis(${client}).attach().catch((error) => console.log(error.code));
    `;
    const args = ['--input-type=module', '--eval', program];
    return (await promisify(execFile)(process.execPath, args, { timeout: 15_000 })).stdout;
  });
  expect(await Promise.all(outputs)).toEqual(clients.map(() => 'ERR_STORE_UNAVAILABLE\n'));
});

it.concurrent('goes on with a server only while it may not evict', FAULT, async () => {
  await using server = await RedisServer.start();
  await using people = await People.on([redis(server.url), redis(server.url)]);
  await people.logOut();
  await server.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
  await server.command('CLIENT', 'KILL', 'TYPE', 'normal');
  const token = people.in[0]?.accessToken ?? '';
  const [first] = people.nodes;
  await until(async () => (await codeOf(first?.verify(token) ?? Promise.resolve())) !== 'fulfilled');
  expect(await people.watch(500)).toMatchObject({ back: 0, out: 0 });
  await expect(first?.logout(token)).rejects.toMatchObject({
    code: 'ERR_STORE_UNAVAILABLE',
    message: expect.stringContaining('CONFIG SET maxmemory-policy noeviction') as string,
  });
  await server.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
  await until(() => people.isWell());
});

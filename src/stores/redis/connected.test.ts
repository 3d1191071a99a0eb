import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../test/support/ports.ts';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { begun, begunBefore, fact, timed, works } from '../../../test/support/stores.ts';
import { until } from '../../../test/support/until.ts';
import { redis } from './index.ts';

let server: RedisServer;
beforeAll(async () => {
  const users = ['app on >secret ~* &* +@all'];
  server = await RedisServer.start({ users, config: ['loading-process-events-interval-bytes 1024'] });
});
afterAll(() => server[Symbol.asyncDispose]());

let names = 0;
const prefix = (): string => `connected-${(names += 1)}`;
const head = (name: string, field: string, from = server): Promise<unknown> =>
  from.command('HGET', `{${name}}:head`, field);

/** A server whose data was written by nodes with that staleness, ms, and that was then restarted. */
async function restarted(staleness: number): Promise<RedisServer> {
  const one = await RedisServer.start({ appendfsync: 'always' });
  const store = await begun(redis(one.url, { durability: 'always' }));
  await store.attach(staleness);
  await store.changes(undefined, { replica: 'node', staleness });
  await store.leave('node');
  for (let user = 0; user < 2; user += 1) await store.close();
  await one.restart();
  return one;
}

describe('who joins a server that has just started', () => {
  it.concurrent('waits until those who know more had time to say so', async () => {
    await using one = await restarted(1_000);
    const store = redis(one.url, { durability: 'always' });
    expect(await store.attach(1_000)).toMatchObject({ staleness: 1_000 });
    // By whole seconds of the server.
    expect(Number((await one.info('server'))['uptime_in_seconds'])).toBeGreaterThanOrEqual(2);
    await store.close();
  });

  it.concurrent('gives up after three seconds when that takes longer', async () => {
    await using one = await restarted(30_000);
    const store = redis(one.url, { durability: 'always' });
    const joining = timed(() => store.attach());
    await expect(store.attach(30_000)).rejects.toThrow(/Redis has just started; a node that knows more/);
    const { code, took } = await joining;
    expect(code).toBe('ERR_STORE_UNAVAILABLE');
    expect(took).toBeGreaterThan(2_950);
  });
});

describe('who joins', () => {
  it('waits while the server reads its data', async () => {
    const store = await begun(redis(server.url, { prefix: prefix() }));
    await server.command(
      'EVAL',
      "for i = 1, 300 do redis.call('SET', 'junk:' .. i, string.rep('x', 500)) end",
      0,
    );
    await server.command('CONFIG', 'SET', 'key-load-delay', 1_000);
    const reading = server.command('DEBUG', 'RELOAD');
    await until(async () => (await server.info('persistence'))['loading'] === '1');
    expect(await store.attach(1_000)).toMatchObject({ staleness: 1_000 });
    expect((await server.info('persistence'))['loading']).toBe('0');
    await reading;
    await server.command('CONFIG', 'SET', 'key-load-delay', 0);
    for (let user = 0; user < 2; user += 1) await store.close();
  });

  it('is told at once what else is wrong', async () => {
    const url = server.url.replace('://', '://app:secret@');
    const store = await begun(redis(url, { prefix: prefix() }));
    await server.command('ACL', 'SETUSER', 'app', '-evalsha', '-eval');
    const refused = store.attach(1_000);
    await expect(refused).rejects.toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
    await expect(refused).rejects.toThrow(/NOPERM/);
    await server.command('ACL', 'SETUSER', 'app', '+@all');
    await store.close();
  });

  it('leaves no connection to a server that it refuses', async () => {
    await using evicting = await RedisServer.start({ policy: 'allkeys-lru' });
    await expect(redis(evicting.url).attach(1_000)).rejects.toMatchObject({ code: 'ERR_CONFIG' });
    await until(async () => !/ user=(?!control)/.test(String(await evicting.command('CLIENT', 'LIST'))));
  });

  it('shares for how long nodes may answer from memory, a second at least', async () => {
    const name = prefix();
    const store = await begunBefore(redis(server.url, { prefix: name }));
    for (const [staleness, quarantine] of [
      [30_000, '30660'],
      [0, '1000'],
      [2_000, '2100'],
    ] as const) {
      expect(await store.attach(staleness)).toMatchObject({ staleness });
      expect(await head(name, 'quarantine')).toBe(quarantine);
      await store.close();
    }
    // Who has none of its own changes nothing.
    expect(await store.attach()).toMatchObject({ staleness: 1_000 });
    expect(await head(name, 'quarantine')).toBe('2100');
    await store.close();
  });

  it('adopts the staleness of the nodes, or shares it', async () => {
    const name = prefix();
    const store = await begun(redis(server.url, { prefix: name }));
    await store.changes(undefined, { replica: 'node', staleness: 2_000 });
    const [adopting, sharing] = [redis(server.url, { prefix: name }), redis(server.url, { prefix: name })];
    const attached = await adopting.attach();
    const incarnation = await head(name, 'inc');
    expect(attached).toEqual({
      incarnation,
      generation: 1,
      age: expect.any(Number) as number,
      staleness: 2_000,
    });
    expect(attached.age).toBeGreaterThanOrEqual(0);
    expect(await sharing.attach(2_000)).toMatchObject({ staleness: 2_000 });
    await sharing.append([fact('a')]);
    for (const one of [store, adopting, sharing]) await one.close();
  });
});

it('promises no more than each server that it meets keeps', async () => {
  await using one = await RedisServer.start({ appendfsync: 'always' });
  const store = await begun(redis(one.url, { durability: 'always' }));
  const promised = (word: string): Promise<void> =>
    until(async () => {
      await store.changes(undefined, { replica: 'node', staleness: 1_000 }).catch(() => undefined);
      return (await head('curfew', 'durable', one)) === word;
    }, word);
  await promised('1');
  for (const [fsync, word] of [
    ['everysec', '0'],
    ['always', '1'],
  ] as const) {
    await one.command('CONFIG', 'SET', 'appendfsync', fsync);
    await one.command('CLIENT', 'KILL', 'TYPE', 'normal');
    await promised(word);
    expect(await head('curfew', 'durable', one)).toBe(word);
  }
  await store.close();
});

it('promises nothing on behalf of a server that it has just met', async () => {
  await using one = await RedisServer.start({ appendfsync: 'always' });
  const store = await begun(redis(one.url, { durability: 'always' }));
  const beat = (): Promise<unknown> => store.changes(undefined, { replica: 'node', staleness: 1_000 });
  await beat();
  expect(await head('curfew', 'durable', one)).toBe('1');
  await one.command('CONFIG', 'SET', 'appendfsync', 'everysec');
  await one.command('CLIENT', 'KILL', 'TYPE', 'normal');
  await until(async () => await works(beat));
  // By the first that this server has heard of the node.
  expect(await head('curfew', 'durable', one)).toBe('0');
  await store.close();
});

it('says why it was not let in', async () => {
  await using one = await RedisServer.start({ password: 'right' });
  const url = one.url.replace('right', 'wrong');
  const clients = [url, new Redis(url, { lazyConnect: true }), createClient({ url })];
  for (const client of clients) await expect(redis(client).attach(1_000)).rejects.toThrow('WRONGPASS');
  const nobody = new Redis({ host: 'localhost', port: await freePort(), lazyConnect: true });
  await expect(redis(nobody).attach(1_000)).rejects.toThrow('ECONNREFUSED');
});

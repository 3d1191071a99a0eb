import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { pause } from '../../../test/support/node.ts';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { TcpProxy } from '../../../test/support/tcp-proxy.ts';
import { until } from '../../../test/support/until.ts';
import { IoredisDriver } from './driver-ioredis.ts';
import { NodeRedisDriver, type NodeRedisClient } from './driver-node-redis.ts';
import type { Driver, Link } from './link.ts';

let server: RedisServer;
beforeAll(async () => {
  // Of users, this one may do the least that a connection needs.
  server = await RedisServer.start({ users: ['app on >secret ~* &* +@all -info -client -hello'] });
});
afterAll(() => server[Symbol.asyncDispose]());
afterEach(() => void vi.restoreAllMocks());

const LIMIT = 2_000;
const login = { username: 'app', password: 'secret' };

const MAKE: Record<string, (port: number, user?: typeof login) => { driver: Driver; isUsed: () => boolean }> =
  {
    ioredis(port, user = login) {
      const client = new Redis({ port, ...user, lazyConnect: true, keyPrefix: 'mine:' });
      return { driver: new IoredisDriver(client), isUsed: () => client.status !== 'wait' };
    },
    redis(port, user = login) {
      const client = createClient({ socket: { host: '127.0.0.1', port }, ...user, RESP: 2 });
      return { driver: new NodeRedisDriver(client), isUsed: () => client.isOpen };
    },
  };

/** How many connections clients have to the server. */
async function connections(): Promise<number> {
  const list = String(await server.command('CLIENT', 'LIST'));
  return list.match(/ user=(?!control)/g)?.length ?? 0;
}
const gone = (): Promise<void> => until(async () => (await connections()) === 0, 'no connection', 5_000);

describe.each(Object.keys(MAKE))('a connection like that of a client of %s', (name) => {
  const made = (port = server.port, user = login): ReturnType<(typeof MAKE)[string]> => {
    const make = MAKE[name];
    if (!make) throw new Error(name);
    return make(port, user);
  };
  const connect = (limit = LIMIT): Promise<Link> => made().driver.connect(limit);

  it('is to the same server, by the same user, and one of its own', async () => {
    const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    const { driver, isUsed } = made();
    const link = await driver.connect(LIMIT);
    expect(link.isOpen).toBe(true);
    expect(await link.send(['ACL', 'WHOAMI'])).toBe('app');
    // No prefix of anybody's.
    expect(await link.send(['SET', `of ${name}`, 7])).toBe('OK');
    expect(await server.command('GET', `of ${name}`)).toBe('7');
    expect(await connections()).toBe(1);
    expect(isUsed()).toBe(false);
    await expect(link.send(['NOTHING'])).rejects.toThrow(/unknown command/);
    expect(link.isOpen).toBe(true);
    link.destroy();
    await gone();
    // It does not ask what it may not.
    expect(complaints.flatMap((one) => one.mock.calls)).toEqual([]);
  });

  it('hears what happens on a channel', async () => {
    const link = await connect();
    let heard = 0;
    await link.subscribe('here', () => (heard += 1));
    expect(await server.command('PUBLISH', 'there', 'x')).toBe(0);
    expect(await server.command('PUBLISH', 'here', 'x')).toBe(1);
    await until(() => heard === 1);
    link.destroy();
    await gone();
  });

  it('rejects what is under way when it is destroyed, and all that follows', async () => {
    const link = await connect();
    const waiting = link.send(['BLPOP', 'nothing', 0]);
    waiting.catch(() => undefined);
    await until(async () => String(await server.command('CLIENT', 'LIST')).includes('cmd=blpop'));
    link.destroy();
    await expect(waiting).rejects.toBeInstanceOf(Error);
    expect(link.isOpen).toBe(false);
    await expect(link.send(['PING'])).rejects.toBeInstanceOf(Error);
    link.destroy();
    await gone();
  });

  it('is over when the server hangs up, and does not come back by itself', async () => {
    const complaints = vi.spyOn(console, 'error');
    const link = await connect();
    await link.subscribe('here', () => undefined);
    await server.command('CLIENT', 'KILL', 'USER', 'app');
    await until(() => !link.isOpen);
    await expect(link.send(['PING'])).rejects.toBeInstanceOf(Error);
    await pause(150);
    expect([link.isOpen, await connections()]).toEqual([false, 0]);
    expect(complaints).not.toHaveBeenCalled();
  });

  it('fails at once where nobody listens, and leaves nothing where it may not log in', async () => {
    const complaints = vi.spyOn(console, 'error');
    const down = await RedisServer.start();
    await down.stop();
    await expect(made(down.port).driver.connect(60_000)).rejects.toBeInstanceOf(Error);
    await down[Symbol.asyncDispose]();
    const wrong = made(server.port, { ...login, password: 'wrong' }).driver;
    const refused = wrong
      .connect(LIMIT)
      .then(async (link) => link.send(['PING']).finally(() => link.destroy()));
    await expect(refused).rejects.toBeInstanceOf(Error);
    await gone();
    expect(complaints).not.toHaveBeenCalled();
  });

  it('is timed only while it is made, and keeps no process alive by that', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const cleared = vi.spyOn(globalThis, 'clearTimeout');
    const link = await connect(4_321);
    const own = timers.mock.results.filter((_, index) => timers.mock.calls[index]?.[1] === 4_321);
    expect(own.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([false]);
    expect(cleared.mock.calls.some(([timer]) => timer === own[0]?.value)).toBe(true);
    link.destroy();
    await gone();
  });
});

describe('a server that accepts and says nothing', () => {
  it.each(['ioredis', 'redis'])('is given up in time: %s', async (name) => {
    await using silent = await TcpProxy.start(server.url);
    silent.stall();
    const address = { host: '127.0.0.1', port: silent.port };
    const driver =
      name === 'redis'
        ? new NodeRedisDriver(createClient({ socket: address }))
        : new IoredisDriver(new Redis({ ...address, tls: {}, lazyConnect: true }));
    const started = performance.now();
    await expect(driver.connect(150)).rejects.toBeInstanceOf(Error);
    expect(performance.now() - started).toBeGreaterThan(140);
  });
});

it('copies a client of redis that was given no options', async () => {
  const given: object[] = [];
  const client: NodeRedisClient = {
    duplicate: (options) => (given.push(options), client),
    connect: async () => undefined,
    sendCommand: async (words) => words,
    subscribe: async () => undefined,
    on: () => undefined,
    destroy() {
      throw new Error('The client is closed');
    },
    isReady: true,
  };
  const link = await new NodeRedisDriver(client).connect(10);
  expect(given).toMatchObject([{ socket: { connectTimeout: 10 } }]);
  expect(await link.send(['SET', 'k', 7])).toEqual(['SET', 'k', '7']);
  expect(() => link.destroy()).not.toThrow();
});

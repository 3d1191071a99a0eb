import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf, doubtOf } from '../../../test/support/node.ts';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { begun, fact, newSession } from '../../../test/support/stores.ts';
import { until } from '../../../test/support/until.ts';
import { IoredisDriver } from './driver-ioredis.ts';
import { redis } from './index.ts';
import type { Driver } from './link.ts';
import { settingsOf } from './options.ts';
import { RedisStore } from './redis-store.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

let names = 0;
const prefix = (): string => `store-${(names += 1)}`;
const closed = { code: 'ERR_STORE_UNAVAILABLE', message: 'the Redis store was closed' };

/** How many connections stores have to the server; those of the tests are there for a command. */
async function connections(): Promise<number> {
  const list = String(await server.command('CLIENT', 'LIST'));
  return list.match(/ user=(?!control)/g)?.length ?? 0;
}

const gone = (): Promise<void> => until(async () => (await connections()) === 0, 'no connection', 5_000);

describe('who is attached', () => {
  it('keeps it open until the last one has closed it, and can attach again', async () => {
    const store = await begun(redis(server.url, { prefix: prefix() }));
    await store.attach(1_000);
    await store.close();
    await store.append([fact('a')]);
    await store.close();
    await expect(store.append([])).rejects.toMatchObject(closed);
    await gone();
    // Too often is often enough.
    await store.close();
    await store.attach(1_000);
    expect((await store.changes()).revocations).toHaveLength(1);
    await store.close();
    await expect(store.changes()).rejects.toMatchObject(closed);
    await gone();
  });

  it('makes two connections, however many attach at once', async () => {
    const store = await begun(redis(server.url, { prefix: prefix() }));
    await Promise.all([store.attach(1_000), store.attach(1_000)]);
    await until(async () => (await connections()) === 2, 'two connections', 5_000);
    expect(await connections()).toBe(2);
    for (let user = 0; user < 3; user += 1) await store.close();
    await gone();
  });

  it('can try again when there was no server', async () => {
    const later = await RedisServer.start();
    await later.stop();
    const store = redis(later.url);
    await expect(store.attach(1_000)).rejects.toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
    await expect(store.append([])).rejects.toMatchObject(closed);
    await later.restart();
    await begun(store);
    await store.append([fact('a')]);
    await store.close();
    await expect(store.append([])).rejects.toMatchObject(closed);
    await later[Symbol.asyncDispose]();
  });

  it('holds the process while it joins, and not for longer', async () => {
    const [set, cleared] = [vi.spyOn(globalThis, 'setInterval'), vi.spyOn(globalThis, 'clearInterval')];
    const store = redis(server.url, { prefix: prefix() });
    expect(store.name).toBe('redis');
    // The first time in vain.
    for (const join of [() => store.attach(1_000).catch(() => undefined), () => begun(store)]) {
      const joining = join();
      const holding = set.mock.results.at(-1)?.value as NodeJS.Timeout;
      expect(holding.hasRef()).toBe(true);
      await joining;
      expect(cleared.mock.calls.some(([timer]) => timer === holding)).toBe(true);
    }
    await store.close();
    await gone();
  });

  it('is not disturbed by an attempt to join that was given up', async () => {
    const driver = new IoredisDriver(new Redis(server.url, { lazyConnect: true }));
    let fail: (error: Error) => void = () => undefined;
    const first = new Promise<Driver>((_resolve, reject) => (fail = reject));
    const drivers = [first];
    const open = (): Promise<Driver> => drivers.shift() ?? Promise.resolve(driver);
    const name = prefix();
    await (await begun(redis(server.url, { prefix: name }))).close();
    const store = new RedisStore({ ...settingsOf(server.url, { prefix: name }), open });
    const givenUp = store.attach(1_000);
    await store.close();
    await store.attach(1_000);
    fail(new Error('no network'));
    await expect(givenUp).rejects.toThrow('no network');
    await store.append([fact('a')]);
    await store.close();
    await gone();
  });

  it('keeps the connections for a while when joining failed, and not for long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const name = prefix();
    const store = redis(server.url, { prefix: name });
    // It is in doubt: there is nothing.
    await expect(store.attach(1_000)).rejects.toHaveProperty('doubt.id');
    await vi.advanceTimersByTimeAsync(3_000);
    await expect(store.attach(1_000)).rejects.toHaveProperty('doubt.id');
    await vi.advanceTimersByTimeAsync(4_999);
    expect(await codeOf(store.append([]))).toBe('ERR_STORE_UNAVAILABLE');
    await expect(store.append([])).rejects.toHaveProperty('doubt.id');
    await vi.advanceTimersByTimeAsync(1);
    await expect(store.append([])).rejects.toMatchObject(closed);
    // Who has joined is not disturbed by others who fail, then or later.
    const other = redis(server.url, { prefix: name });
    await expect(other.attach(1_000)).rejects.toHaveProperty('doubt.id');
    await begun(other);
    await doubtOf(other);
    await expect(other.attach(1_000)).rejects.toHaveProperty('doubt.id');
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(other.append([])).rejects.toHaveProperty('doubt.id');
    await other.close();
    vi.useRealTimers();
    await gone();
  });
});

it('lists each of very many sessions once, in the order in which they began', async () => {
  const store = await begun(redis(server.url, { prefix: prefix() }));
  const startedAt = Date.now();
  const ids = Array.from({ length: 1_000 }, (_, index) => `s${index}`);
  for (let from = 0; from < ids.length; from += 100) {
    await Promise.all(ids.slice(from, from + 100).map((id) => store.open(newSession({ id, startedAt }))));
  }
  await store.open(newSession({ id: 'first', startedAt: startedAt - 1 }));
  await store.open(newSession({ id: 'bob', subject: 'bob', startedAt: startedAt + 1 }));
  const listed = (await store.sessions('alice')).map(({ id }) => id);
  expect(listed).toEqual(['first', ...ids]);
  expect((await store.sessions()).map(({ id }) => id)).toEqual([...listed, 'bob']);
  await store.close();
});

import { expect, it } from 'vitest';
import type { Store } from '../../src/index.ts';
import { redis } from '../../src/stores/redis/index.ts';
import { codeOf, node, pause, until } from '../support/node.ts';
import { RedisServer } from '../support/redis-server.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { People } from './people.ts';

const FAULT = { timeout: 60_000 };
/** Nothing may hang for longer than this, ms. */
const HANGS = 5_000;
/** Nodes that can vouch for the store for so long that no restart takes longer, on a busy machine either. */
const LASTING = { staleness: 3_000 };

function twice(server: RedisServer): Store[] {
  return [redis(server.url), redis(server.url)];
}

it('replays nothing, on either node', FAULT, async () => {
  await using server = await RedisServer.start();
  await using people = await People.on(twice(server));
  await people.logOut();
  expect(await people.watch(500)).toMatchObject({ back: 0, out: 0 });
  expect(await people.refreshed()).toEqual([]);
});

it('puts back what FLUSHALL took', FAULT, async () => {
  await using server = await RedisServer.start();
  await using people = await People.on(twice(server), LASTING);
  await people.logOut();
  await server.command('FLUSHALL');
  const found = await people.watch(3_500);
  expect(found).toMatchObject({ back: 0, out: 0 });
  expect(found.longest).toBeLessThan(HANGS);
  await until(() => people.isWell());
  expect(await people.refreshed()).toEqual([]);
  expect(
    people.events.every((event) => event.startsWith('restored')),
    String(people.events),
  ).toBe(true);
  expect(people.events.length).toBeGreaterThan(0);
});

it('puts back what a restart without a save took', FAULT, async () => {
  await using server = await RedisServer.start();
  await using people = await People.on(twice(server), LASTING);
  await people.logOut();
  await server.kill();
  await server.restart();
  expect(await people.watch(3_500)).toMatchObject({ back: 0, out: 0 });
  await until(() => people.isWell());
  expect(await people.refreshed()).toEqual([]);
});

it('puts back what an older snapshot lacks', FAULT, async () => {
  await using server = await RedisServer.start({ appendfsync: 'always' });
  await using people = await People.on(twice(server), LASTING);
  const older = await server.snapshot();
  await people.logOut();
  await server.kill();
  await server.restoreSnapshot(older);
  await server.restart();
  expect(await people.watch(3_500)).toMatchObject({ back: 0, out: 0 });
  await until(() => people.isWell());
  expect(await people.refreshed()).toEqual([]);
});

it('notices that keys were evicted, and puts them back', FAULT, async () => {
  await using server = await RedisServer.start();
  await using people = await People.on(twice(server));
  await people.logOut();
  for (const key of ['log', 'facts', 'expiry', 'leases']) {
    await server.command('DEL', `{curfew}:${key}`);
    expect(await people.watch(3_500), key).toMatchObject({ back: 0, out: 0 });
    await until(() => people.isWell());
  }
  expect(people.events).toContain('restored: part of its data is gone');
});

it('tells a node that comes later of everything, after the log alone was evicted', FAULT, async () => {
  await using server = await RedisServer.start();
  await using people = await People.on(twice(server));
  const dead = await Promise.all(
    people.out.map(async ({ accessToken }, index) => {
      await people.nodes[index % 2]?.revoke({ token: accessToken });
      return accessToken;
    }),
  );
  await server.command('DEL', '{curfew}:log');
  await until(() => people.events.length > 0);
  await until(() => people.isWell());
  await using later = await node({ store: redis(server.url) });
  await later.ready();
  expect(await Promise.all(dead.map((token) => codeOf(later.verify(token))))).toEqual(
    dead.map(() => 'ERR_TOKEN_REVOKED'),
  );
});

it('refuses to start on a Redis that may evict, and says what to set', FAULT, async () => {
  await using server = await RedisServer.start({ policy: 'allkeys-lru' });
  await using curfew = await node({ store: redis(server.url) });
  const refusal = curfew.ready().catch((error: unknown) => error);
  expect(await refusal).toMatchObject({
    code: 'ERR_CONFIG',
    message: expect.stringMatching(
      /maxmemory-policy is allkeys-lru.*CONFIG SET maxmemory-policy noeviction/,
    ) as string,
  });
});

it('checks the promise of durability, and keeps to it: a restart signs nobody out', FAULT, async () => {
  await using weak = await RedisServer.start({ appendfsync: 'everysec' });
  await using refused = await node({ store: redis(weak.url, { durability: 'always' }) });
  await expect(refused.ready()).rejects.toMatchObject({ code: 'ERR_CONFIG' });

  await using server = await RedisServer.start({ appendfsync: 'always' });
  const stores = [1, 2].map(() => redis(server.url, { durability: 'always' }));
  await using people = await People.on(stores);
  await people.logOut();
  await server.kill();
  // Longer than any node can vouch for.
  await pause(2_500);
  await server.restart();
  expect(await people.watch(4_000)).toMatchObject({ back: 0, out: 0 });
  await until(() => people.isWell());
  expect(people.events).toEqual([]);
});

it('begins a new life when nobody can vouch: all sign in again, and nobody comes back', FAULT, async () => {
  await using server = await RedisServer.start();
  await using people = await People.on(twice(server));
  await people.logOut();
  await server.kill();
  await pause(2_500);
  await server.restart();
  const { back } = await people.watch(4_000);
  expect(back).toBe(0);
  expect(people.events.some((event) => event.startsWith('amnesia'))).toBe(true);
  const [first] = people.nodes;
  const login = await first?.issue({ subject: 'dave' });
  expect((await first?.verify(login?.accessToken ?? ''))?.subject).toBe('dave');
});

it(
  'answers 503 in time while the store is down or paused, signs nobody out, and is well soon after',
  FAULT,
  async () => {
    await using server = await RedisServer.start({ appendfsync: 'always' });
    const stores = [1, 2].map(() => redis(server.url, { durability: 'always' }));
    await using people = await People.on(stores);
    await people.logOut();
    await server.pause();
    const [alive] = people.in;
    const paused = await people.watch(3_000);
    expect(paused).toMatchObject({ back: 0, out: 0 });
    expect(paused.longest).toBeLessThan(HANGS);
    expect(await codeOf(people.nodes[0]?.logout(alive?.accessToken ?? '') ?? Promise.resolve())).toBe(
      'ERR_STORE_UNAVAILABLE',
    );
    server.resume();
    await until(() => people.isWell());
    await server.stop();
    expect(await people.watch(2_000)).toMatchObject({ back: 0, out: 0 });
    await server.restart();
    await until(() => people.isWell());
    expect(await people.watch(500)).toMatchObject({ back: 0, out: 0 });
  },
);

it.each(['cut', 'stall'] as const)(
  'answers exactly or 503 on a node that is cut off (%s), and is fresh soon after the healing',
  FAULT,
  async (how) => {
    await using server = await RedisServer.start();
    await using proxy = await TcpProxy.start(server.url);
    await using people = await People.on([redis(server.url), redis(proxy.url)]);
    const [near, far] = people.nodes;
    if (!near || !far) throw new Error('there are two');
    if (how === 'cut') await proxy.cut();
    else proxy.stall();
    await Promise.all(people.out.map(({ accessToken }) => near.logout(accessToken)));
    const found = await people.watch(2_500);
    expect(found).toMatchObject({ back: 0, out: 0 });
    expect(found.longest).toBeLessThan(HANGS);
    await proxy.heal();
    const token = people.in[0]?.accessToken ?? '';
    await until(async () => (await codeOf(far.verify(token))) === 'fulfilled', 'fresh');
    expect(await people.watch(500)).toMatchObject({ back: 0, out: 0 });
    await until(() => people.isWell());
  },
);

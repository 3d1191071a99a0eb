import { afterEach, describe, expect, it, vi } from 'vitest';
import { pause } from '../../../test/support/node.ts';
import {
  ClusterDriver,
  lookWithIoredis,
  lookWithNodeRedis,
  type IoredisCluster,
  type NodeRedisCluster,
} from './driver-cluster.ts';
import type { Link } from './link.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const KEY = '{curfew}:head';
const NOWHERE = new Error('MOVED 1 elsewhere');
const FOREVER = new Promise<never>(() => undefined);

type Look = ConstructorParameters<typeof ClusterDriver>[0];
type Masters = Awaited<ReturnType<ReturnType<Look>['masters']>>;
type Master = Masters[number];

/** A cluster as it is seen; `seen` says what it was asked for, and whether it was let go of. */
function cluster(masters: () => Promise<Masters>): {
  driver: ClusterDriver;
  seen: { seeds: number[]; limit: number; open: boolean }[];
} {
  const seen: { seeds: number[]; limit: number; open: boolean }[] = [];
  const look: Look = (seeds, limit) => {
    const one = { seeds: seeds.map(({ port }) => port), limit, open: true };
    seen.push(one);
    return { masters, close: () => void (one.open = false) };
  };
  return { driver: new ClusterDriver(look, KEY), seen };
}

/** A master on a port; `limits` are those within which a connection to it was wanted. */
function master(port: number, more: Partial<Master> = {}): Master & { link: Link; limits: number[] } {
  const link: Link = {
    isOpen: true,
    destroy: () => undefined,
    send: () => FOREVER,
    subscribe: () => FOREVER,
  };
  const limits: number[] = [];
  return {
    address: { host: 'localhost', port },
    serves: () => Promise.resolve(1),
    driver: { connect: async (limit) => (limits.push(limit), link) },
    ...more,
    link,
    limits,
  };
}

const stranger = (port: number): Master => master(port, { serves: () => Promise.reject(NOWHERE) });

describe('a connection to a cluster', () => {
  it('leads to the master that serves the key, whatever the others say or do not say', async () => {
    const asked: string[] = [];
    const owner = master(2, { serves: async (key) => asked.push(key) });
    const silent = master(3, { serves: () => FOREVER });
    const { driver, seen } = cluster(async () => [stranger(1), silent, owner]);
    expect(await driver.connect(1_000)).toBe(owner.link);
    expect(asked).toEqual([KEY]);
    expect(seen).toEqual([{ seeds: [], limit: 500, open: false }]);
  });

  it('starts at the masters that were there the last time, until none of them is of use', async () => {
    const answers = [
      async () => [stranger(1), master(2)],
      async () => [master(2), stranger(3)],
      async () => [stranger(4)],
      () => Promise.resolve([master(5)]),
      async () => [master(6, { driver: { connect: () => Promise.reject(new Error('down')) } })],
      async () => [master(7)],
    ];
    const { driver, seen } = cluster(() => (answers.shift() ?? (() => FOREVER))());
    for (const outcome of ['found', 'found', 'lost', 'found', 'lost', 'found']) {
      const found = driver.connect(1_000).then(
        () => 'found',
        () => 'lost',
      );
      expect(await found).toBe(outcome);
    }
    expect(seen.map(({ seeds }) => seeds)).toEqual([[], [1, 2], [2, 3], [], [5], []]);
  });

  it('is looked for no longer than it may take', async () => {
    for (const masters of [() => FOREVER, async () => [master(1, { serves: () => FOREVER })]]) {
      const { driver, seen } = cluster(masters);
      const started = performance.now();
      await expect(driver.connect(60)).rejects.toThrow('no master of the cluster was found in time');
      expect(performance.now() - started).toBeGreaterThan(55);
      expect(seen).toEqual([{ seeds: [], limit: 30, open: false }]);
    }
  });

  it('keeps no process alive while it is looked for, and no timer when it was found', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const looking = cluster(() => FOREVER).driver.connect(20);
    expect(timers.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([false]);
    await expect(looking).rejects.toThrow('in time');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await cluster(async () => [master(1)]).driver.connect(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('has what is left of the time', async () => {
    const one = master(1, { serves: () => pause(60) });
    await cluster(async () => [one]).driver.connect(2_000);
    expect(one.limits[0]).toBeLessThan(1_945);
    expect(one.limits[0]).toBeGreaterThan(1);
    // Of none at all, a moment.
    const busy = master(2, {
      async serves() {
        const end = performance.now() + 30;
        while (performance.now() < end);
      },
    });
    await cluster(async () => [busy]).driver.connect(20);
    expect(busy.limits).toEqual([1]);
  });

  it('says why there is none', async () => {
    await expect(cluster(async () => [stranger(1)]).driver.connect(1_000)).rejects.toBe(NOWHERE);
    await expect(cluster(async () => []).driver.connect(1_000)).rejects.toThrow('it has no master');
    const refused = new Error('NOAUTH');
    const { driver, seen } = cluster(() => Promise.reject(refused));
    await expect(driver.connect(1_000)).rejects.toBe(refused);
    expect(seen).toMatchObject([{ open: false }]);
  });
});

describe('what a client is asked for', () => {
  const nothing = (): undefined => undefined;
  interface Asked {
    readonly slotsRefreshTimeout?: number;
    readonly redisOptions?: { readonly connectTimeout?: number };
    readonly defaults?: { readonly socket?: { readonly connectTimeout?: number } };
  }

  it('ioredis: the masters as they are, and time for a second seed where the first is silent', async () => {
    const asked: Asked[] = [];
    const client = {
      duplicate: (_seeds: unknown, options: Asked) => (asked.push(options), client),
      connect: async () => undefined,
      nodes: (role: string) =>
        role === 'master' ? [{ options: { host: 'a', port: 7_000 } }, { options: {} }] : [],
      on: nothing,
      disconnect: nothing,
    } as unknown as IoredisCluster;
    const masters = await lookWithIoredis(client)([], 1_000).masters();
    const local = { host: '127.0.0.1', port: 6_379 };
    expect(masters.map(({ address }) => address)).toEqual([{ host: 'a', port: 7_000 }, local]);
    expect(asked[0]?.slotsRefreshTimeout).toBeLessThanOrEqual(500);
    expect(asked[0]?.redisOptions?.connectTimeout).toBeLessThanOrEqual(1_000);
  });

  it('redis: the masters that can be reached, and time for a second seed where the first is silent', async () => {
    const asked: Asked[] = [];
    const client = {
      duplicate: (options: Asked) => (asked.push(options), client),
      connect: async () => undefined,
      masters: [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
      ],
      nodeClient: ({ port }: { port: number }) =>
        port === 1 ? Promise.reject(NOWHERE) : Promise.resolve({}),
      on: nothing,
      destroy() {
        throw new Error('The client is closed');
      },
      _options: {},
    } as unknown as NodeRedisCluster;
    const view = lookWithNodeRedis(client)([], 1_000);
    const masters = await view.masters();
    expect(masters.map(({ address }) => address)).toEqual([{ host: 'b', port: 2 }]);
    expect(asked[0]?.defaults?.socket?.connectTimeout).toBeLessThanOrEqual(500);
    expect(() => view.close()).not.toThrow();
  });
});

import { Cluster } from 'ioredis';
import { createCluster } from 'redis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { TcpProxy } from '../../../test/support/tcp-proxy.ts';
import { until } from '../../../test/support/until.ts';
import { ClusterDriver, lookWithIoredis } from './driver-cluster.ts';
import type { Driver } from './link.ts';
import { settingsOf } from './options.ts';

const HALF = 8_192;
/** All that a node of Curfew needs to find its way, and a little to tell where it got. */
const MAY = '~{*}:* +eval +ping +set +cluster|slots +acl|whoami +subscribe &*';
const USERS = [`app on >secret ${MAY}`, `default on >other resetkeys ${MAY}`];
/** In the first half of the slots, and in the second. */
const KEYS = ['{b}:head', '{a}:head'] as const;

const nodes: RedisServer[] = [];
beforeAll(async () => {
  const started = await Promise.all([1, 2].map(() => RedisServer.start({ cluster: true, users: USERS })));
  nodes.push(...started);
  const [first, second] = started;
  await first?.command('CLUSTER', 'ADDSLOTSRANGE', 0, HALF - 1);
  await second?.command('CLUSTER', 'ADDSLOTSRANGE', HALF, 2 * HALF - 1);
  await first?.command('CLUSTER', 'SET-CONFIG-EPOCH', 1);
  await first?.command('CLUSTER', 'MEET', '127.0.0.1', second?.port ?? 0, second?.bus ?? 0);
  await until(async () => {
    const states = await Promise.all(started.map((node) => node.command('CLUSTER', 'INFO')));
    return states.every((state) => String(state).includes('cluster_state:ok'));
  });
});
afterAll(async () => {
  for (const node of nodes) await node[Symbol.asyncDispose]();
});

const port = (index: number): number => nodes[index]?.port ?? 0;

/** A driver for a key of a cluster, of which the ports of some nodes are given. */
type Make = (key: string, ports: readonly number[]) => Promise<Driver>;

const open = (connection: unknown, key: string): Promise<Driver> =>
  settingsOf(connection, { prefix: key.slice(1, 2) }).open();
const url = (login: string, [first, ...others]: readonly number[]): string =>
  `redis://${login}127.0.0.1:${first}?cluster=${others.map((other) => `127.0.0.1:${other}`).join(',')}`;
const login = { username: 'app', password: 'secret' };

const MAKE: Record<string, Make> = {
  // A prefix of the client's own would lead elsewhere.
  'a cluster client of ioredis': (key, ports) => {
    const seeds = ports.map((one) => ({ host: '127.0.0.1', port: one }));
    const mine = {
      lazyConnect: true,
      keyPrefix: '{mine}:',
      redisOptions: { ...login, keyPrefix: '{mine}:' },
    };
    return open(new Cluster(seeds, mine), key);
  },
  'a cluster client of redis': (key, ports) => {
    const rootNodes = ports.map((one) => ({ socket: { host: '127.0.0.1', port: one } }));
    return open(createCluster({ rootNodes, defaults: login }), key);
  },
  'a URL': (key, ports) => open(url('app:secret@', ports), key),
  'a URL, without ioredis': async (key, ports) => {
    vi.doMock('ioredis', () => {
      throw new Error("Cannot find package 'ioredis'");
    });
    return open(url('app:secret@', ports), key).finally(() => vi.doUnmock('ioredis'));
  },
};

/** How many connections clients have to the cluster. */
async function connections(): Promise<number> {
  const lists = await Promise.all(nodes.map((node) => node.command('CLIENT', 'LIST')));
  return lists.join('\n').match(/ user=(?!control)/g)?.length ?? 0;
}

describe.each(Object.keys(MAKE))('by %s', (name) => {
  const make: Make = (key, ports) => MAKE[name]?.(key, ports) ?? Promise.reject(new Error(name));

  it.each(KEYS)(
    'leads to the master of %s, as the user it was given, and leaves nothing else open',
    async (key) => {
      const driver = await make(key, [port(0)]);
      expect(await connections()).toBe(0);
      const link = await driver.connect(2_000);
      expect(await link.send(['SET', key, 1])).toBe('OK');
      expect(await link.send(['ACL', 'WHOAMI'])).toBe('app');
      await until(async () => (await connections()) === 1, 'one connection', 2_000);
      link.destroy();
      await until(async () => (await connections()) === 0, 'no connection', 2_000);
    },
  );

  it('asks the next one where the first is down, and says nothing on the console', async () => {
    const complaints = (['error', 'warn'] as const).map((level) => vi.spyOn(console, level));
    const dead = await RedisServer.start();
    await dead.stop();
    const link = await (await make(KEYS[0], [dead.port, port(1)])).connect(2_000);
    expect(await link.send(['PING'])).toBe('PONG');
    link.destroy();
    await dead[Symbol.asyncDispose]();
    await expect((await make(KEYS[0], [dead.port])).connect(2_000)).rejects.toBeInstanceOf(Error);
    expect(await connections()).toBe(0);
    for (const one of complaints) expect(one).not.toHaveBeenCalled();
  });
});

it.each(['a URL', 'a URL, without ioredis'])('logs in with a password alone: by %s', async (name) => {
  const without = name.includes('without');
  if (without) vi.doMock('ioredis', () => Promise.reject(new Error('none')));
  const driver = await open(url(':other@', [port(0)]), KEYS[0]).finally(() => vi.doUnmock('ioredis'));
  const link = await driver.connect(2_000);
  expect(await link.send(['ACL', 'WHOAMI'])).toBe('default');
  link.destroy();
});

it('asks a second seed, and a third, when those before are silent', async () => {
  const silent = await Promise.all([1, 2].map(() => TcpProxy.start(nodes[0]?.url ?? '')));
  for (const one of silent) one.stall();
  const seeds = [...silent.map((one) => one.port), port(0)].map((one) => ({ host: '127.0.0.1', port: one }));
  const client = new Cluster(seeds, { lazyConnect: true, redisOptions: login });
  // It tries them in an order of its own.
  const found = Array.from({ length: 6 }, async () => {
    const link = await new ClusterDriver(lookWithIoredis(client), KEYS[0]).connect(2_000);
    const answer = await link.send(['PING']);
    link.destroy();
    return answer;
  });
  expect(await Promise.all(found)).toEqual(found.map(() => 'PONG'));
  for (const one of silent) await one[Symbol.asyncDispose]();
});

// The last: nothing brings the first node back.
it('finds its way through the masters that it has seen when the one that it was told of is gone', async () => {
  const drivers = await Promise.all(Object.values(MAKE).map((make) => make(KEYS[1], [port(0)])));
  for (const driver of drivers) (await driver.connect(2_000)).destroy();
  await nodes[0]?.kill();
  for (const driver of drivers) {
    const link = await driver.connect(2_000);
    expect(await link.send(['PING'])).toBe('PONG');
    link.destroy();
  }
});

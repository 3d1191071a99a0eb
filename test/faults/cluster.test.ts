import { Cluster } from 'ioredis';
import { createCluster } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Store } from '../../src/index.ts';
import { redis, type RedisOptions } from '../../src/stores/redis/index.ts';
import { storeContract } from '../../src/testing/index.ts';
import { run } from '../support/cli.ts';
import { codeOf, pause, until } from '../support/node.ts';
import { RedisCluster } from '../support/redis-cluster.ts';
import type { RedisServer } from '../support/redis-server.ts';
import { attached, begunBefore } from '../support/stores.ts';
import { People } from './people.ts';

const FAULT = { timeout: 90_000 };
const KEY = '{curfew}:head';
/** `npm run test:faults` asks for it. */
const LONG = process.env['ROUNDS'] !== undefined;
/** All that Curfew needs in a cluster. */
const APP =
  'app on >secret ~{curfew}:* &{curfew}:news +@read +@write +@scripting +@pubsub +@connection +time +wait +info ' +
  '+config|get +cluster|slots +cluster|myid';

let shared: RedisCluster;
beforeAll(async () => {
  shared = await RedisCluster.start();
}, 60_000);
afterAll(() => shared[Symbol.asyncDispose]());

function byIoredis(cluster: RedisCluster, options: RedisOptions = {}): Store {
  return redis(new Cluster(cluster.addresses.slice(0, 3), { lazyConnect: true }), options);
}

function byNodeRedis(cluster: RedisCluster, options: RedisOptions = {}): Store {
  return redis(createCluster({ rootNodes: cluster.addresses.map((socket) => ({ socket })) }), options);
}

function byUrl({ nodes }: RedisCluster, options: RedisOptions): Store {
  const [first, second, third] = nodes;
  const url = first?.url.replace('redis://', 'redis://app:secret@');
  return redis(`${url}?cluster=127.0.0.1:${second?.port},127.0.0.1:${third?.port}`, options);
}

// Each prefix is a slot of its own, so the stores lie on all of the masters.
const CLIENTS = { ioredis: byIoredis, redis: byNodeRedis };

describe.each(LONG ? (['ioredis', 'redis'] as const) : (['ioredis'] as const))(
  'the contract, with a cluster client of %s',
  (client) => {
    storeContract(it, (name) => begunBefore(CLIENTS[client](shared, { prefix: name })));
  },
);

/** All log out, one after the other, each on one of the nodes, while `work` goes on. Answers who was told so. */
async function logOutDuring(people: People, work: () => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  const logouts = people.out.map(async ({ accessToken }, index) => {
    await pause(index * 30);
    const code = await codeOf(people.nodes[index % 2]?.logout(accessToken) ?? Promise.resolve());
    if (code === 'fulfilled') told.push(accessToken);
  });
  await until(() => told.length > 0, 'somebody is out');
  await work();
  await Promise.all(logouts);
  return told;
}

const failOvers: [string, (cluster: RedisCluster, master: RedisServer) => Promise<unknown>][] = [
  [
    'is killed',
    async (cluster, master) => {
      await master.kill();
      await cluster.replaced(master);
    },
  ],
  ['hands over to its replica', (cluster, master) => cluster.handedOver(master)],
];

/** In the long run, each client alone, too. */
const clients: [string, (cluster: RedisCluster) => Store[]][] = [
  ['both clients', (cluster) => [byIoredis(cluster), byNodeRedis(cluster)]],
];
if (LONG) {
  clients.push(
    ['ioredis', (cluster) => [byIoredis(cluster), byIoredis(cluster)]],
    ['redis', (cluster) => [byNodeRedis(cluster), byNodeRedis(cluster)]],
  );
}

describe.each(clients)('with %s', (_client, stores) => {
  it.concurrent.each(failOvers)(
    'brings nobody back when the master %s, and is well without a restart',
    FAULT,
    async (_how, failOver) => {
      await using cluster = await RedisCluster.start();
      await using people = await People.on(stores(cluster));
      const master = await cluster.masterOf(KEY);
      const told = await logOutDuring(people, () => failOver(cluster, master));
      await until(() => people.isWorking(), 'works again', 20_000);
      expect(told.length).toBeGreaterThan(0);
      expect(await people.watch(1_500, told)).toMatchObject({ back: 0 });
      if (!LONG) return;
      // The old one follows the new one, which fails in its turn.
      if (!master.running) await master.restart();
      const next = await cluster.masterOf(KEY);
      await until(
        async () => (await next.info('replication'))['connected_slaves'] === '1',
        'follows',
        20_000,
      );
      await until(() => people.isWorking(), 'works with a replica', 20_000);
      await failOver(cluster, next);
      await until(() => people.isWorking(), 'works once more', 20_000);
      expect(await people.watch(1_500, told)).toMatchObject({ back: 0 });
    },
  );
});

it.concurrent(
  'follows its slot to another master: 503 meanwhile, and nobody is signed out or comes back',
  FAULT,
  async () => {
    await using cluster = await RedisCluster.start({ users: [APP], appendfsync: 'always' });
    const promise = { durability: 'always' } as const;
    await using people = await People.on([byUrl(cluster, promise), byIoredis(cluster, promise)]);
    await people.logOut();
    await using store = await attached(byIoredis(cluster, promise));
    const [oldest] = await store.sessions('somebody-15');
    if (!oldest) throw new Error('somebody is in');
    const [alive] = people.in;
    const from = await cluster.masterOf(KEY);
    const to = await cluster.move(
      KEY,
      async () => {
        // A step that has to make a key, after it has ended the oldest session, is not done by halves.
        const limit = { max: 1, then: 'end-oldest' } as const;
        expect(await codeOf(store.open({ ...oldest, id: 'new' }, limit))).toBe('ERR_STORE_UNAVAILABLE');
        expect(await people.watch(300)).toMatchObject({ back: 0, out: 0 });
      },
      async () => {
        expect(await people.watch(300)).toMatchObject({ back: 0, out: 0 });
        expect(await codeOf(people.nodes[0]?.logout(alive?.accessToken ?? '') ?? Promise.resolve())).toBe(
          'ERR_STORE_UNAVAILABLE',
        );
      },
    );
    expect(to).not.toBe(from);
    expect((await people.watch(2_500)).back).toBe(0);
    await until(() => people.isWorking(), 'works again', 20_000);
    // The promise is that of another server.
    expect(people.events.length).toBeGreaterThan(0);
    expect(people.events).not.toContain('restored: part of its data is gone');
    expect(await people.refreshed()).toEqual([]);
  },
);

it.concurrent('believes the restart of a master that promises to lose nothing', FAULT, async () => {
  await using cluster = await RedisCluster.start({ appendfsync: 'always' });
  const store = (): Store => byIoredis(cluster, { durability: 'always' });
  await using people = await People.on([store(), store()]);
  await people.logOut();
  const master = await cluster.masterOf(KEY);
  // Nobody can take its place.
  await cluster.nodes[cluster.nodes.indexOf(master) + 3]?.kill();
  await master.kill();
  await pause(2_500);
  await master.restart();
  expect(await people.watch(3_000)).toMatchObject({ back: 0, out: 0 });
  await until(() => people.isWell());
  expect(people.events).toEqual([]);
});

it('is found by the command line', async () => {
  await begunBefore(byIoredis(shared, { prefix: 'shop' }));
  const [node] = shared.nodes;
  const { code, err } = await run(['sessions', '--store', `${node?.url}?cluster&prefix=shop`]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

it('says what to do when a node of a cluster is taken for a server', async () => {
  const [node] = shared.nodes;
  await expect(redis(node?.url ?? '').attach(1_000)).rejects.toMatchObject({
    code: 'ERR_CONFIG',
    message: expect.stringMatching(/node of a cluster: add \?cluster/) as string,
  });
});

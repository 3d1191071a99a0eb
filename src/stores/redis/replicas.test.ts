import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doubtOf } from '../../../test/support/node.ts';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { begun, fact, newSession } from '../../../test/support/stores.ts';
import { until } from '../../../test/support/until.ts';
import type { StoredSession } from '../../core/session.ts';
import type { Store } from '../../core/store.ts';
import { redis, type RedisOptions } from './index.ts';

let master: RedisServer;
let replica: RedisServer;
beforeAll(async () => {
  master = await RedisServer.start();
  replica = await RedisServer.start({ replicaof: master.port });
  await until(async () => (await master.info('replication'))['slave0']?.includes('state=online') === true);
});
afterAll(async () => {
  for (const server of [replica, master]) await server?.[Symbol.asyncDispose]();
});

let names = 0;
const open = (options: RedisOptions = {}): Promise<Store> =>
  begun(redis(master.url, { prefix: `replicas-${(names += 1)}`, ...options }));

/** While the replica is there and hears nothing, as behind a broken network. */
async function cutOff(work: () => Promise<void>): Promise<void> {
  await replica.pause();
  try {
    await work();
  } finally {
    replica.resume();
  }
}

const WRITES: Record<string, (store: Store) => Promise<() => Promise<unknown>>> = {
  append: async (store) => () => store.append([fact('a')]),
  open: async (store) => () => store.open(newSession()),
  async rotate(store) {
    await store.open(newSession({ id: 's' }));
    return () => store.rotate('s', 0, Date.now(), 0);
  },
  async remind(store) {
    const { cursor: began } = await store.changes();
    const session: StoredSession = { ...newSession(), began, generation: 0, rotatedAt: 0 };
    return () => store.remind({ revocations: [], sessions: [session] });
  },
  async vouch(store) {
    const { cursor } = await store.changes();
    const doubt = await doubtOf(store);
    return () => store.vouch(doubt.id, cursor, []);
  },
  async renew(store) {
    const doubt = await doubtOf(store);
    return () => store.renew(doubt.id);
  },
  // A heartbeat: who is cut off with its master must not go on answering from memory.
  changes: async (store) => () => store.changes(undefined, { replica: 'node', staleness: 1_000 }),
};

describe('where a server had replicas', () => {
  it('counts nothing as done that none of them has', async () => {
    const prepared = async (): Promise<{ store: Store; write: () => Promise<unknown> }[]> => {
      const all = [];
      // One after the other: together they would keep the replica busy for longer than it is waited for.
      for (const prepare of Object.values(WRITES)) {
        const store = await open();
        all.push({ store, write: await prepare(store) });
      }
      return all;
    };
    const [followed, alone] = [await prepared(), await prepared()];
    for (const { write } of followed) await write();
    await cutOff(async () => {
      const outcomes = await Promise.allSettled(alone.map(({ write }) => write()));
      const words = outcomes.map((one) => (one.status === 'rejected' ? String(one.reason) : 'done'));
      expect(words).toEqual(words.map(() => 'StoreUnavailable: the write is on 0 of 1 replicas'));
    });
    for (const { store } of [...followed, ...alone]) await store.close();
  });

  it('reads, and says that it saw a session, without any of them', async () => {
    const store = await open();
    await store.open(newSession({ id: 's' }));
    await cutOff(async () => {
      await store.touch('s', Date.now() + 5_000);
      expect((await store.session('s'))?.id).toBe('s');
      expect(await store.sessions('alice')).toHaveLength(1);
      await store.leave('node');
    });
    await store.close();
  });

  it('waits for as many as it was told to', async () => {
    const [none, both] = [await open({ replicas: 0 }), redis(master.url, { prefix: 'both', replicas: 2 })];
    await cutOff(async () => void (await none.append([fact('a')])));
    await expect(begun(both)).rejects.toThrow('the write is on 1 of 2 replicas');
    for (const store of [none, both]) await store.close();
  });
});

it('writes alone where a server never had any', async () => {
  await using alone = await RedisServer.start();
  const store = await begun(redis(alone.url));
  await store.append([fact('a')]);
  expect((await store.changes()).revocations).toHaveLength(1);
  await store.close();
});

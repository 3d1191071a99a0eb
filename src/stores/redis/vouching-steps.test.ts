import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { doubtOf } from '../../../test/support/node.ts';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { begun, fact } from '../../../test/support/stores.ts';
import { parseCursor } from '../../core/position.ts';
import type { LoggedRevocation } from '../../core/revocation.ts';
import type { Store } from '../../core/store.ts';
import { IoredisDriver } from './driver-ioredis.ts';
import type { Driver } from './link.ts';
import { settingsOf } from './options.ts';
import { RedisStore } from './redis-store.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

/** A store, with the facts that a node may know of it, and the number of words in each script that it has run. */
interface Known {
  readonly store: Store;
  readonly scripts: number[];
  readonly cursor: string;
  readonly facts: readonly LoggedRevocation[];
}

let names = 0;
async function knowing(count: number): Promise<Known> {
  const scripts: number[] = [];
  const real = new IoredisDriver(new Redis(server.url, { lazyConnect: true }));
  const driver: Driver = {
    async connect(limit) {
      const link = await real.connect(limit);
      const send = link.send;
      link.send = (command) => {
        if (String(command[0]).startsWith('EVAL')) scripts.push(command.length);
        return send(command);
      };
      return link;
    },
  };
  const settings = settingsOf(server.url, { prefix: `steps-${(names += 1)}` });
  const store = await begun(new RedisStore({ ...settings, open: async () => driver }));
  const { cursor } = await store.changes();
  // The server has met the script before.
  await store.vouch('over', cursor, []);
  const position = parseCursor(cursor)?.position ?? { generation: 0, sequence: 0 };
  const facts = Array.from({ length: count }, (_, index) => ({ ...fact(`f${index}`), position }));
  return { store, scripts, cursor, facts };
}

it.each([
  [0, [0]],
  [1_000, [1_000]],
  [2_000, [1_000, 1_000]],
  [2_001, [1_000, 1_000, 1]],
])('ends a doubt by %i facts, at most a thousand in a step, each of them once', async (count, portions) => {
  const { store, scripts, cursor, facts } = await knowing(count);
  const doubt = await doubtOf(store);
  scripts.length = 0;
  await store.vouch(doubt.id, cursor, facts);
  const others = (scripts.at(-1) ?? 0) - 10 * (portions.at(-1) ?? 0);
  expect(scripts.map((words) => (words - others) / 10)).toEqual(portions);
  const told: string[] = [];
  for (let next = await store.changes(); ; next = await store.changes(next.cursor)) {
    told.push(...next.revocations.map(({ id }) => id));
    if (!next.more) break;
  }
  expect(told).toEqual(facts.map(({ id }) => id));
  await store.close();
});

it('brings nothing more once the doubt is over', async () => {
  const { store, scripts, cursor, facts } = await knowing(2_500);
  const doubt = await doubtOf(store);
  await store.vouch(doubt.id, cursor, []);
  scripts.length = 0;
  await store.vouch(doubt.id, cursor, facts);
  expect(scripts).toHaveLength(1);
  expect((await store.changes()).revocations).toEqual([]);
  await store.close();
});

it('does nothing without a place in the log', async () => {
  const { store, scripts } = await knowing(0);
  const doubt = await doubtOf(store);
  scripts.length = 0;
  await store.vouch(doubt.id, 'no place', []);
  expect(scripts).toEqual([]);
  await expect(store.changes()).rejects.toHaveProperty('doubt.id', doubt.id);
  await store.close();
});

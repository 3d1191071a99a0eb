import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pause } from '../../../test/support/node.ts';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { begun, fact } from '../../../test/support/stores.ts';
import type { Store } from '../../core/store.ts';
import { redis } from './index.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Longer than any test may take. */
const LONG = 30_000;

let names = 0;
/** Two stores on the same data, as of two processes that use other clients, and what is stored. */
async function two(): Promise<
  { store: Store; other: Store; head(name: string): Promise<number>; key: string } & AsyncDisposable
> {
  const prefix = `feed-${(names += 1)}`;
  const [store, other] = [
    await begun(redis(server.url, { prefix })),
    await begun(redis(createClient({ url: server.url }), { prefix })),
  ];
  return {
    store,
    other,
    key: `{${prefix}}`,
    head: async (name) => Number(await server.command('HGET', `{${prefix}}:head`, name)),
    async [Symbol.asyncDispose]() {
      for (const one of [store, other]) await one.close();
    },
  };
}

describe('a poll', () => {
  it.each([
    [999, [999]],
    [1_000, [1_000]],
    [1_001, [1_000, 1]],
  ])('tells %i facts at most a thousand at a time, and says when there are more', async (count, portions) => {
    await using both = await two();
    await both.store.append(Array.from({ length: count }, (_, index) => fact(`f${index}`)));
    const told: string[] = [];
    let after: string | undefined;
    for (const [index, portion] of portions.entries()) {
      const { revocations, cursor, more, reset } = await both.other.changes(after, { wait: LONG });
      expect([revocations.length, more, reset]).toEqual([portion, index < portions.length - 1, false]);
      told.push(...revocations.map(({ id }) => id));
      after = cursor;
    }
    expect(told).toEqual(Array.from({ length: count }, (_, index) => `f${index}`));
    expect(after).toBe(await both.store.append([]));
  });

  it('tells everything anew to who has read another log, or something else', async () => {
    await using both = await two();
    await both.store.append([fact('a')]);
    const { cursor } = await both.store.changes();
    for (const [after, reset] of [
      [undefined, false],
      ['', true],
      ['no place', true],
      [cursor.replace(/^[^.]+/, 'other'), true],
    ] as const) {
      expect(await both.store.changes(after)).toMatchObject({ revocations: [{ id: 'a' }], reset });
    }
    expect(await both.store.changes(cursor)).toMatchObject({ revocations: [], reset: false, cursor });
  });

  it('says what nobody gave neither to the fact nor to who reads it', async () => {
    await using both = await two();
    await both.store.append([fact('a'), fact('b', { except: 's', reason: 'theft', by: 'admin' })]);
    const [a, b] = (await both.other.changes()).revocations;
    expect(Object.keys(a ?? {})).toEqual(['kind', 'id', 'issuer', 'at', 'expiresAt', 'position']);
    expect(b).toMatchObject({ except: 's', reason: 'theft', by: 'admin' });
  });
});

describe('a poll that waits', () => {
  it('ends with what another process logs, and has written one heartbeat for it', async () => {
    await using both = await two();
    const { cursor } = await both.store.changes();
    const beats = await both.head('beat');
    const waiting = both.store.changes(cursor, { wait: LONG });
    await pause(50);
    await both.other.append([]);
    await pause(50);
    await both.other.append([fact('a')]);
    expect((await waiting).revocations.map(({ id }) => id)).toEqual(['a']);
    expect(await both.head('beat')).toBe(beats + 1);
  });

  it('waits as long as it may, and no longer than it is wanted', async () => {
    await using both = await two();
    const { cursor } = await both.store.changes();
    const started = performance.now();
    expect((await both.store.changes(cursor, { wait: 200 })).cursor).toBe(cursor);
    expect(performance.now() - started).toBeGreaterThan(195);
    const stop = new AbortController();
    const waiting = both.store.changes(cursor, { wait: LONG, signal: stop.signal });
    await pause(50);
    stop.abort();
    expect((await waiting).revocations).toEqual([]);
    const { signal } = stop;
    expect((await both.store.changes(cursor, { wait: LONG, signal })).cursor).toBe(cursor);
    expect((await both.store.changes(cursor)).cursor).toBe(cursor);
  });
});

describe('a heartbeat', () => {
  it('is that of a replica that says how long it answers from memory', async () => {
    await using both = await two();
    const leases = (): Promise<unknown> => server.command('HLEN', `${both.key}:leases`);
    await both.store.changes();
    await both.store.changes(undefined, { replica: 'node' });
    for (const one of [both.store, both.other]) await one.changes(undefined, { staleness: 1_000 });
    expect(await leases()).toBe(0);
    await both.store.changes(undefined, { replica: 'node', staleness: 1_000 });
    expect(await leases()).toBe(1);
    await both.other.leave('node');
    expect(await leases()).toBe(0);
  });

  it('is refused where another node, here or elsewhere, answers from memory for longer', async () => {
    await using both = await two();
    await both.store.changes(undefined, { replica: 'a', staleness: 2_000 });
    for (const staleness of [1_000, 0]) {
      const refused = both.other.changes(undefined, { replica: 'b', staleness });
      await expect(refused).rejects.toMatchObject({
        code: 'ERR_CONFIG',
        message: `staleness is ${staleness} ms here and 2000 ms on a node that runs on this Redis; all nodes must share it`,
      });
    }
    await both.other.changes(undefined, { replica: 'b', staleness: 2_000 });
    // One that is gone without a word is waited for, and then forgotten.
    await both.other.leave('b');
    await both.other.leave('a');
    await both.other.changes(undefined, { replica: 'c', staleness: 30 });
    const beat = async (): Promise<void> =>
      void (await both.store.changes(undefined, { replica: 'd', staleness: 1_000 }));
    await expect(beat()).rejects.toThrow('30 ms on a node');
    await pause(130);
    await expect(beat()).rejects.toThrow('30 ms on a node');
    await beat();
  });
});

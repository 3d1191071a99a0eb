import { describe, expect, it } from 'vitest';
import { TestClock } from '../../../test/support/clock.ts';
import { doubtOf } from '../../../test/support/node.ts';
import { fact, newSession } from '../../../test/support/stores.ts';
import { timersByHand, type Waiting } from '../../../test/support/timers.ts';
import type { Machine } from './certainty.ts';
import { Data } from './data.ts';
import { MemoryStore } from './memory-store.ts';

interface Made {
  store: MemoryStore;
  clock: TestClock;
  set: Waiting[];
  machine: Machine;
}

/** An attached store, in which time stands still: whoever waits is woken by what happens, or not at all. */
async function made(): Promise<Made> {
  const clock = new TestClock();
  const { timers, set } = timersByHand();
  const machine = { data: new Data('server', clock.now()), server: 'server' };
  const store = new MemoryStore(clock, timers, machine);
  await store.attach(1_000);
  return { store, clock, set, machine };
}

/** A session that began a second ago by the clock of the test, and lasts for an hour. */
function session(clock: TestClock, id: string): ReturnType<typeof newSession> {
  const now = clock.now();
  return newSession({ id, startedAt: now, seenAt: now, expiresAt: now + 3_600_000 });
}

it('has a name, and an age', async () => {
  const { store, clock } = await made();
  expect(store.name).toBe('memory');
  clock.advance(7);
  expect((await store.attach(1_000)).age).toBe(7);
  clock.setWall(-100);
  expect((await store.attach(1_000)).age).toBe(0);
});

describe('who waits for news', () => {
  const happenings: [string, (made: Made) => Promise<unknown>, (made: Made) => Promise<unknown>][] = [
    ['a fact is logged', async () => undefined, ({ store }) => store.append([fact('a')])],
    [
      'a session must go for another',
      ({ store, clock }) => store.open(session(clock, 'a')),
      ({ store, clock }) => store.open(session(clock, 'b'), { max: 1, then: 'end-oldest' }),
    ],
    [
      'a refresh token is used again',
      async ({ store, clock }) => {
        await store.open(session(clock, 'a'));
        await store.rotate('a', 0, clock.now(), 0);
        await store.rotate('a', 1, clock.now(), 0);
      },
      ({ store, clock }) => store.rotate('a', 0, clock.now(), 0),
    ],
    [
      'a fact is brought back',
      async () => undefined,
      ({ store }) =>
        store.remind({
          revocations: [{ ...fact('a'), position: { generation: 1, sequence: 1 } }],
          sessions: [],
        }),
    ],
    ['the store is closed', async () => undefined, ({ store }) => store.close()],
  ];
  it.each(happenings)('is woken when %s', async (what, before, happens) => {
    const all = await made();
    await before(all);
    const { cursor } = await all.store.changes();
    const news = all.store.changes(cursor, { wait: 500 });
    expect(all.set).toMatchObject([{ delay: 500, background: true }]);
    await happens(all);
    const told = await news.then(
      ({ revocations }) => revocations.length,
      (error: Error) => error.message,
    );
    expect(all.set).toEqual([]);
    expect(told).toBe(what === 'the store is closed' ? 'the memory store was closed' : 1);
  });

  it('is woken when a doubt is ended', async () => {
    const { store, set } = await made();
    const { cursor } = await store.changes();
    const news = store.changes(cursor, { wait: 500 });
    await store.renew((await doubtOf(store)).id);
    expect((await news).reset).toBe(true);
    expect(set).toEqual([]);
  });

  it('goes on waiting when another session is opened', async () => {
    const { store, clock, set } = await made();
    const { cursor } = await store.changes();
    const news = store.changes(cursor, { wait: 500 });
    await store.open(session(clock, 'a'), { max: 1, then: 'end-oldest' });
    expect(set).toHaveLength(1);
    set[0]?.run();
    expect(await news).toMatchObject({ revocations: [], cursor });
  });
});

describe('who waits for all nodes', () => {
  it.each([
    ['has got as far', ({ store }: Made, cursor: string) => poll(store, cursor)],
    ['leaves', ({ store }: Made) => store.leave('node')],
  ])('is woken when the last one %s', async (_what, happens) => {
    const all = await made();
    const { store, set } = all;
    await poll(store, (await store.changes()).cursor);
    const cursor = await store.append([fact('a')]);
    let done = false;
    const settled = store.settled(cursor, new AbortController().signal).then(() => (done = true));
    expect(set).toMatchObject([{ delay: 50 }]);
    await Promise.resolve();
    expect(done).toBe(false);
    await happens(all, cursor);
    await settled;
    expect(set).toEqual([]);
  });

  it('waits for nobody who only looks, nor in a log that is over', async () => {
    const { store, set } = await made();
    const first = (await store.changes()).cursor;
    await store.changes(first, { staleness: 1_000 });
    await store.changes(first, { replica: 'node' });
    const { signal } = new AbortController();
    await store.settled(await store.append([fact('a')]), signal);
    expect(set).toEqual([]);
    for (const cursor of ['another.1.1', 'rubbish', first.replace('.1.', '.2.')])
      await expect(store.settled(cursor, signal)).rejects.toThrow('lost meanwhile');
  });
});

it('rotates up to the grace, and takes what comes before or after for reuse', async () => {
  const { store, clock } = await made();
  for (const id of ['a', 'b']) {
    await store.open(session(clock, id));
    expect(await store.rotate(id, 0, clock.now(), 10)).toBe('rotated');
  }
  clock.advance(10);
  expect(await store.rotate('a', 0, clock.now(), 10)).toBe('repeated');
  clock.advance(1);
  expect(await store.rotate('a', 0, clock.now(), 10)).toBe('reused');
  expect(await store.rotate('b', 2, clock.now(), 10), 'not issued yet').toBe('reused');
  const { revocations } = await store.changes();
  expect(revocations.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([
    'a: refresh token reuse',
    'b: refresh token reuse',
  ]);
});

function poll(store: MemoryStore, cursor: string): Promise<unknown> {
  return store.changes(cursor, { replica: 'node', staleness: 1_000, wait: 0 });
}

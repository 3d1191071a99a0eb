import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { doubtOf } from '../../../test/support/node.ts';
import { temporaryFolder } from '../../../test/support/processes.ts';
import { fact, newSession } from '../../../test/support/stores.ts';
import type { Store } from '../../core/store.ts';
import { Database } from './database.ts';
import { sqlite } from './index.ts';
import { News } from './news.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = sqlite(join(folder.path, 'app.db'));
  await store.attach(1_000);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  folder[Symbol.dispose]();
});

it('has a name, and needs a path', () => {
  expect(store.name).toBe('sqlite');
  for (const wrong of ['', 7, undefined]) expect(() => sqlite(wrong as string)).toThrow('the path of a file');
});

it('keeps everything in the process where that is asked for', async () => {
  const [one, other] = [sqlite(':memory:'), sqlite(':memory:')];
  const here = await one.attach(1_000);
  expect((await other.attach(1_000)).incarnation).not.toBe(here.incarnation);
  const { cursor } = await one.open(newSession({ id: 'a' }));
  const news = one.changes(cursor, { wait: 60_000 });
  await one.append([fact('a')]);
  expect((await news).revocations).toHaveLength(1);
  await one.close();
  await other.close();
});

it('is open for as long as somebody uses it, and can be joined again', async () => {
  const again = await store.attach(1_000);
  await store.close();
  expect((await store.changes()).cursor).toContain(again.incarnation);
  await store.close();
  await store.close();
  const closed = { code: 'ERR_STORE_UNAVAILABLE', message: 'the SQLite store was closed' };
  await expect(store.changes()).rejects.toMatchObject(closed);
  await expect(store.append([fact('a')])).rejects.toMatchObject(closed);
  const later = await store.attach(1_000);
  expect(later.incarnation).toBe(again.incarnation);
  expect(later.age).toBeGreaterThanOrEqual(0);
  expect(later.age).toBeLessThan(60_000);
});

it('takes a heartbeat only for what names both replica and staleness', async () => {
  const { cursor } = await store.changes();
  await store.changes(cursor, { replica: 'node' });
  await store.changes(cursor, { staleness: 500 });
  await store.settled(await store.append([fact('a')]), AbortSignal.abort());
  await expect(store.changes(cursor, { replica: 'node', staleness: 500 })).resolves.toBeDefined();
});

it('ends no doubt by a cursor that cannot be read', async () => {
  const doubt = await doubtOf(store);
  await store.vouch(doubt.id, 'rubbish', []);
  await expect(store.changes()).rejects.toMatchObject({ doubt: { id: doubt.id } });
});

it('knows what was named as dead wherever it began, and says how old its log is', async () => {
  await store.append([fact('s'), fact('t', { kind: 'token' }), fact('alice', { kind: 'subject' })]);
  const began = { generation: 9, sequence: 9 };
  const bearer = { issuer: 'i', token: 'x', session: 'x', subject: 'alice', began };
  expect(await store.find({ ...bearer, session: 's' })).toMatchObject({ kind: 'session' });
  expect(await store.find({ ...bearer, token: 't' })).toMatchObject({ kind: 'token' });
  expect(await store.find(bearer)).toBe(undefined);
  const { revocations, reset } = await store.changes();
  expect([revocations.length, reset]).toEqual([3, false]);
  const file = new DatabaseSync(join(folder.path, 'app.db'));
  file.exec('UPDATE curfew_head SET began_at = began_at - 5000');
  const { age } = await store.attach(1_000);
  expect(age).toBeGreaterThanOrEqual(5_000);
  expect(age).toBeLessThan(60_000);
  file.exec('UPDATE curfew_head SET began_at = began_at + 3600000');
  file.close();
  expect((await store.attach(1_000)).age, 'a clock that was set back').toBe(0);
});

it('takes no word for a place in another log', async () => {
  const { cursor } = await store.changes();
  const next = await store.append([fact('a')]);
  const waits = async (applied: string): Promise<boolean> => {
    await store.changes(applied, { replica: 'node', staleness: 1_000 }).catch(() => undefined);
    return store.settled(next, AbortSignal.abort()).then(
      () => false,
      () => true,
    );
  };
  expect(await waits(next.replace(/^[^.]+/, 'another'))).toBe(true);
  expect(await waits(next.replace('.1.', '.0.'))).toBe(true);
  expect(await waits(cursor)).toBe(true);
  expect(await waits(next)).toBe(false);
});

it('keeps a session for a minute after it is over, and forgets it when the next one comes', async () => {
  const now = Date.now();
  const over = (id: string, ago: number) =>
    newSession({ id, startedAt: now - 3_600_000, expiresAt: now - ago });
  await store.open(over('a', 50_000));
  await store.open(over('b', 70_000));
  expect(await store.session('b')).toBeDefined();
  await store.open(newSession());
  expect(await store.session('a')).toBeDefined();
  expect(await store.session('b')).toBe(undefined);
});

it('goes on behind the furthest place that it or its voucher has seen', async () => {
  const { cursor } = await store.open(newSession());
  for (const id of ['a', 'b', 'c']) await store.append([fact(id)]);
  await store.vouch((await doubtOf(store)).id, cursor, []);
  expect((await store.changes()).cursor).toMatch(/\.3$/);
});

describe('who waits in this process', () => {
  const now = Date.now();
  const rotated = async (): Promise<void> => {
    await store.open(newSession({ id: 'a' }));
    await store.rotate('a', 0, now, 0);
    await store.rotate('a', 1, now, 0);
  };
  const steps: [string, number, () => Promise<unknown>, (() => Promise<unknown>)?][] = [
    ['a fact is logged', 1, () => store.append([fact('a')])],
    ['a session is opened', 0, () => store.open(newSession())],
    ['one is opened within the limit', 0, () => store.open(newSession(), { max: 1, then: 'end-oldest' })],
    [
      'one must go for it',
      1,
      () => store.open(newSession(), { max: 1, then: 'end-oldest' }),
      () => store.open(newSession()),
    ],
    ['a refresh token is rotated', 0, () => store.rotate('a', 2, now, 0), rotated],
    ['one is used again', 1, () => store.rotate('a', 0, now, 0), rotated],
    ['something is brought back', 1, () => store.remind({ revocations: [], sessions: [] })],
    ['a doubt is ended', 1, async () => store.renew((await doubtOf(store)).id)],
    ['a node has got further', 1, async () => beat((await store.changes()).cursor)],
    ['a node leaves', 1, () => store.leave('node')],
    ['a session is touched', 0, () => store.touch('a', now)],
  ];
  it.each(steps)('is woken only by what matters to it: %s', async (_what, times, happens, before) => {
    await before?.();
    const wake = vi.spyOn(News.prototype, 'wake');
    await happens();
    expect(wake).toHaveBeenCalledTimes(times);
  });
});

it('has on the disk what must not be lost, and waits for the disk with nothing else', async () => {
  const write = vi.spyOn(Database.prototype, 'write');
  const options = async (step: Promise<unknown>): Promise<unknown> => {
    await step;
    return write.mock.calls.splice(0).map(([, given]) => given);
  };
  expect(await options(store.append([fact('a')]))).toEqual([undefined]);
  expect(await options(store.open(newSession()))).toEqual([undefined]);
  expect(await options(store.touch('a', 7))).toEqual([{ durable: false }]);
  const soon = { durable: false, patience: 300 };
  expect(await options(beat((await store.changes()).cursor))).toEqual([soon]);
  expect(await options(store.leave('node'))).toEqual([soon]);
});

function beat(cursor: string): Promise<unknown> {
  return store.changes(cursor, { replica: 'node', staleness: 1_000 });
}

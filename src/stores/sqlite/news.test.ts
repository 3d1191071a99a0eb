import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../../test/support/processes.ts';
import { News } from './news.ts';

/** Longer than any test may take. */
const LONG = 60_000;

it('looks when something happened in this process, and leaves nothing behind', async () => {
  const cleared = vi.spyOn(globalThis, 'clearInterval');
  const news = new News(':memory:');
  let [ready, looks] = [false, 0];
  const until = news.until(() => ((looks += 1), ready), LONG);
  news.wake();
  expect(looks).toBe(1);
  ready = true;
  news.wake();
  await until;
  const before = looks;
  news.wake();
  expect(looks).toBe(before);
  expect(cleared).toHaveBeenCalledOnce();
  cleared.mockRestore();
});

it('looks by itself every 25 ms, keeps no process alive, and waits no longer than it may', async () => {
  const news = new News(':memory:');
  const [every, once] = [vi.spyOn(globalThis, 'setInterval'), vi.spyOn(globalThis, 'setTimeout')];
  let looks = 0;
  await news.until(() => (looks += 1) === 2, LONG);
  expect(looks).toBe(2);
  expect([every.mock.calls[0]?.[1], once.mock.calls[0]?.[1]]).toEqual([25, LONG]);
  await news.until(() => false, 30);
  const timers = [...every.mock.results, ...once.mock.results].map(({ value }) => value as NodeJS.Timeout);
  expect(timers.map((timer) => timer.hasRef())).toEqual([false, false, false, false]);
  vi.restoreAllMocks();
  await news.until(() => {
    throw new Error('broken');
  }, LONG);
});

it('does not wait when it may not, and stops when the signal aborts', async () => {
  const news = new News(':memory:');
  const never = vi.fn<() => boolean>(() => false);
  await news.until(never, 0);
  await news.until(never, LONG, AbortSignal.abort());
  expect(never).not.toHaveBeenCalled();
  const stop = new AbortController();
  const removed = vi.spyOn(stop.signal, 'removeEventListener');
  const waiting = news.until(never, LONG, stop.signal);
  stop.abort();
  await waiting;
  expect(removed).toHaveBeenCalledWith('abort', expect.any(Function));
});

it('notices what another process writes to the log of the file, and to the one that takes its place', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'app.db');
  writeFileSync(`${path}-wal`, 'one');
  // The glances are switched off: only the file system can wake it.
  const noTimer = { unref: () => undefined } as unknown as NodeJS.Timeout;
  const glances = vi.spyOn(globalThis, 'setInterval').mockReturnValue(noTimer);
  const news = new News(path);
  let woken = 0;
  const wakes = async (change: () => void): Promise<void> => {
    let changed = false;
    const until = news.until(() => changed, LONG);
    changed = true;
    change();
    await until;
    woken += 1;
  };
  await wakes(() => appendFileSync(`${path}-wal`, 'two'));
  await wakes(() => renameSync(`${path}-wal`, `${path}-old`));
  writeFileSync(`${path}-wal`, 'three');
  await wakes(() => appendFileSync(`${path}-wal`, 'four'));
  expect(woken).toBe(3);
  news.close();
  glances.mockRestore();
});

it('wakes all when it is closed, and manages where there is no file', async () => {
  const news = new News('/nowhere/at/all.db');
  let closed = false;
  const until = news.until(() => closed, LONG).then(() => 'woken');
  closed = true;
  news.close();
  expect(await until).toBe('woken');
});

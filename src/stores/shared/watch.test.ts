import { afterEach, expect, it, vi } from 'vitest';
import { conflict, lifeOf, Watch, type Lease } from './watch.ts';

afterEach(() => vi.restoreAllMocks());

interface Made {
  watch: Watch;
  leases: Map<string, Lease>;
  rows: () => Promise<Lease[]>;
  /** Time goes on by `ms`, and the leases change so, before the next look. */
  then(ms: number, change?: () => void): Made;
  waited: number[];
  dropped: string[];
}

/** A place for leases where time goes on only while somebody waits for news. */
function made(...given: Lease[]): Made {
  let now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const leases = new Map(given.map((lease) => [lease.id, lease]));
  const steps: (() => void)[] = [];
  const waited: number[] = [];
  const dropped: string[] = [];
  const watch = new Watch({
    called: 'this place',
    look: 20,
    drop: async ({ id, beat }) => {
      dropped.push(`${id} ${beat}`);
      leases.delete(id);
    },
    news: () => async (limit) => {
      waited.push(limit);
      const step = steps.shift();
      if (!step) throw new Error('it waits for longer than it should');
      step();
    },
  });
  const all: Made = {
    watch,
    leases,
    rows: async () => [...leases.values()],
    then(ms, change) {
      steps.push(() => {
        now += ms;
        change?.();
      });
      return all;
    },
    waited,
    dropped,
  };
  return all;
}

const lease = (id: string, beat: number, staleness: number = 1_000): Lease => ({ id, beat, staleness });
const { signal } = new AbortController();
const isConflict = expect.objectContaining({
  code: 'ERR_CONFIG',
  message: 'staleness is 500 ms here and 1000 ms on a node that runs on this place; all nodes must share it',
}) as unknown;

it('lets a node be silent for its staleness, 2 % and 60 ms; one that asks every time for 2,500 ms', () => {
  expect([lifeOf(1_000), lifeOf(0)]).toEqual([1_080, 2_500]);
  expect(conflict(500, 1_000, 'this place')).toEqual(isConflict);
});

it('drops a node for the very heartbeat that was too old, since it was seen first', async () => {
  const { watch, rows, waited, dropped } = made(lease('a', 1)).then(1_080).then(1).then(0);
  expect(await watch.gone(rows, signal)).toBe(true);
  expect(dropped).toEqual(['a 1']);
  expect(waited).toEqual([20, 20, 20]);
});

it('begins anew with each heartbeat, and waits for all', async () => {
  const { watch, rows, leases, dropped } = made(lease('a', 1), lease('b', 1, 50))
    .then(1_080, () => leases.set('a', lease('a', 2)))
    .then(1_080)
    .then(1)
    .then(0);
  expect(await watch.gone(rows, signal)).toBe(true);
  expect(dropped).toEqual(['b 1', 'a 2']);
});

it('waits no longer than its signal, and for nobody where there is nobody', async () => {
  const none = made();
  expect(await none.watch.gone(none.rows, AbortSignal.abort())).toBe(true);
  const one = made(lease('a', 1));
  expect(await one.watch.gone(one.rows, AbortSignal.abort())).toBe(false);
  expect(one.dropped).toEqual([]);
  await expect(one.watch.gone(() => Promise.reject(new Error('lost')), signal)).rejects.toThrow('lost');
});

it('takes the staleness of others where none is given, and its own where nobody differs', async () => {
  const { watch, rows } = made(lease('a', 1, 700));
  expect(await watch.agree(undefined, rows)).toBe(700);
  expect(await watch.agree(undefined, async () => [])).toBe(1_000);
  expect(await watch.agree(500, async () => [])).toBe(500);
});

it('does not start beside a node with another staleness that shows that it is alive', async () => {
  const { watch, rows, leases } = made(lease('a', 1)).then(5, () => leases.set('a', lease('a', 2)));
  await expect(watch.agree(500, rows)).rejects.toEqual(isConflict);
});

it('starts when that node has gone, and cannot tell when it was there a moment ago', async () => {
  const gone = made(lease('a', 1)).then(1_081).then(0);
  expect(await gone.watch.agree(500, gone.rows)).toBe(500);
  expect(gone.dropped).toEqual(['a 1']);
  const stop = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(stop.signal);
  const unsure = made(lease('a', 1)).then(5, () => stop.abort());
  await expect(unsure.watch.agree(500, unsure.rows)).rejects.toThrow('may be there still');
  expect(timeout).toHaveBeenCalledWith(2_500);
});

it('refuses a heartbeat beside another staleness, and drops that one once it was silent for too long', async () => {
  const { watch, dropped } = made().then(0);
  await expect(watch.disagree(500, lease('a', 1))).rejects.toEqual(isConflict);
  const later = performance.now() + 1_081;
  vi.spyOn(performance, 'now').mockReturnValue(later);
  await expect(watch.disagree(500, lease('a', 1))).rejects.toEqual(isConflict);
  expect(dropped).toEqual(['a 1']);
});

it('remembers no node for ever that left without being waited for', async () => {
  const { watch, rows, leases, dropped } = made();
  for (let index = 0; index <= 1_000; index += 1)
    await watch.disagree(500, lease(`${index}`, 1)).catch(() => undefined);
  leases.set('0', lease('0', 1));
  const later = performance.now() + 5_000;
  vi.spyOn(performance, 'now').mockReturnValue(later);
  expect(await watch.gone(rows, AbortSignal.abort())).toBe(false);
  await expect(watch.gone(rows, signal)).rejects.toThrow('waits for longer');
  expect(dropped, 'seen for the first time, again').toEqual([]);
});

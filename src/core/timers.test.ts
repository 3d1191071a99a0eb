import { expect, it, vi } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { timersByHand } from '../../test/support/timers.ts';
import { elapsed, mark, surelyPast, systemClock } from './clock.ts';
import { sleep, systemTimers, within } from './timers.ts';

it('reads both clocks, and trusts neither alone', () => {
  const clock = new TestClock();
  const start = mark(clock);
  expect(start).toEqual({ wall: clock.now(), monotonic: clock.monotonic() });
  clock.advance(10);
  expect(elapsed(clock, start)).toBe(10);
  expect(surelyPast(clock, start)).toBe(start.wall + 10);
  clock.setWall(5);
  expect(elapsed(clock, start), 'suspended, or set forward').toBe(15);
  expect(surelyPast(clock, start)).toBe(start.wall + 10);
  clock.setWall(-50);
  expect(elapsed(clock, start), 'set back').toBe(10);
  expect(surelyPast(clock, start)).toBe(start.wall - 35);
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  expect(systemClock.monotonic()).toBeLessThanOrEqual(performance.now());
});

it('runs a task after the delay, unless it is cancelled, and keeps a process alive only if it may', async () => {
  const ran: string[] = [];
  const timeout = vi.spyOn(globalThis, 'setTimeout');
  const cancel = systemTimers.after(1, () => ran.push('cancelled'));
  cancel();
  await new Promise<void>((resolve) => systemTimers.after(2, resolve, { background: false }));
  systemTimers.after(1e12, () => ran.push('in years'), { background: true })();
  expect(timeout.mock.calls.map(([, delay]) => delay)).toEqual([1, 2, 2_147_483_647]);
  const [, second, third] = timeout.mock.results.map(({ value }) => value as NodeJS.Timeout);
  expect([second?.hasRef(), third?.hasRef()]).toEqual([true, false]);
  timeout.mockRestore();
  expect(ran).toEqual([]);
});

it('waits for nothing but its turn when there is no delay, where there are turns', async () => {
  const ran: string[] = [];
  systemTimers.after(0, () => ran.push('cancelled'))();
  const timeout = vi.spyOn(globalThis, 'setTimeout');
  await new Promise<void>((resolve) => systemTimers.after(0, resolve));
  expect(timeout).not.toHaveBeenCalled();
  expect(ran).toEqual([]);
  const turns = globalThis.setImmediate;
  Reflect.deleteProperty(globalThis, 'setImmediate');
  try {
    await new Promise<void>((resolve) => systemTimers.after(0, resolve));
    expect(timeout.mock.calls.map(([, delay]) => delay)).toEqual([0]);
  } finally {
    globalThis.setImmediate = turns;
    timeout.mockRestore();
  }
});

it('sleeps until the time has come or the signal aborts, and leaves nothing behind', async () => {
  const { timers, set } = timersByHand();
  const slept = sleep(timers, 50, { background: true });
  expect(set).toMatchObject([{ delay: 50, background: true }]);
  set[0]?.run();
  await slept;
  const stop = new AbortController();
  const interrupted = sleep(timers, 50, { signal: stop.signal });
  expect(set).toHaveLength(1);
  stop.abort();
  await interrupted;
  expect(set).toEqual([]);
  await sleep(timers, 50, { signal: stop.signal });
  expect(set).toEqual([]);

  const { signal } = new AbortController();
  const removed = vi.spyOn(signal, 'removeEventListener');
  const added = vi.spyOn(signal, 'addEventListener');
  const again = sleep(timers, 50, { signal });
  set[0]?.run();
  await again;
  expect(removed.mock.calls[0]?.slice(0, 2)).toEqual(added.mock.calls[0]?.slice(0, 2));
  expect(added.mock.calls[0]?.[0]).toBe('abort');
});

it('hangs on nothing, and waits for the outcome of what is in time', async () => {
  const { timers, set } = timersByHand();
  const late = (): Error => new Error('late');
  expect(await within(timers, 7, Promise.resolve('done'), late)).toBe('done');
  expect(set).toEqual([]);
  await expect(within(timers, 7, Promise.reject(new Error('broken')), late)).rejects.toThrow('broken');
  expect(set).toEqual([]);
  const hanging = within(timers, 7, new Promise(() => undefined), late);
  expect(set).toMatchObject([{ delay: 7, background: true }]);
  set[0]?.run();
  await expect(hanging).rejects.toThrow('late');
});

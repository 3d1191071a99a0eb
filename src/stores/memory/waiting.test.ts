import { expect, it, vi } from 'vitest';
import { timersByHand } from '../../../test/support/timers.ts';
import { Waiting } from './waiting.ts';

async function turn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

it('waits for what it is told to, each time something happens, and leaves nothing behind', async () => {
  const { timers, set } = timersByHand();
  const waiting = new Waiting(timers);
  let [ready, looks, done] = [false, 0, false];
  const until = waiting.until(() => ((looks += 1), ready), 50).then(() => (done = true));
  expect(set).toMatchObject([{ delay: 50, background: true }]);
  waiting.wake();
  await turn();
  expect([looks, done]).toEqual([1, false]);
  ready = true;
  waiting.wake();
  await until;
  expect(set).toEqual([]);
  waiting.wake();
  expect(looks).toBe(2);
});

it('waits no longer when that throws, when the time is over, or when the signal aborts', async () => {
  const { timers, set } = timersByHand();
  const waiting = new Waiting(timers);
  const thrown = waiting.until(() => {
    throw new Error('broken');
  }, 50);
  waiting.wake();
  await thrown;
  const late = waiting.until(() => false, 50);
  set[0]?.run();
  await late;
  const stop = new AbortController();
  const removed = vi.spyOn(stop.signal, 'removeEventListener');
  const aborted = waiting.until(() => false, 50, stop.signal);
  stop.abort();
  await aborted;
  expect(removed).toHaveBeenCalledWith('abort', expect.any(Function));
  expect(set).toEqual([]);
});

it('does not wait at all for no time, or for a signal that has aborted', async () => {
  const { timers, set } = timersByHand();
  const waiting = new Waiting(timers);
  await waiting.until(() => false, 0);
  await waiting.until(() => false, -1);
  await waiting.until(() => false, 50, AbortSignal.abort());
  expect(set).toEqual([]);
});

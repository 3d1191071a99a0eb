import { afterEach, beforeEach, vi } from 'vitest';

/**
 * In the tests of the file that calls this, time stands still but for `after`: what waits for more than that hangs, and the test fails
 * soon. `also` what is not of timers and `performance`.
 */
export function standTimeStill(also: readonly 'Date'[] = []): void {
  vi.setConfig({ testTimeout: 5_000 });
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', ...also] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

/** Goes on for so many milliseconds. */
export async function after(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** What has come of it by now: 'pending', or what it resolved or rejected with, as text. */
export async function stateOf(work: Promise<unknown>): Promise<string> {
  const end = work.then(String, String);
  await after(0);
  return Promise.race([end, Promise.resolve('pending')]);
}

/** After how many ms `work` rejects, and with what. */
export async function failureOf(work: Promise<unknown>): Promise<[number, unknown]> {
  const started = performance.now();
  const ends: [number, unknown][] = [];
  work.then(
    () => ends.push([NaN, undefined]),
    (error: unknown) => ends.push([performance.now() - started, error]),
  );
  for (let ms = 0; ends.length === 0 && ms < 20_000; ms += 1) await after(1);
  return ends[0] ?? [Infinity, undefined];
}

/** The only way core waits: injected beside the clock, so that a test can hold time still. */
export interface Timers {
  /** Runs `task` once after `delay` ms; the answer cancels it. A background timer never keeps a process alive. */
  after(delay: number, task: () => void, options?: { background?: boolean }): () => void;
}

export const systemTimers: Timers = {
  after(delay, task, options) {
    if (delay === 0 && typeof setImmediate === 'function') {
      // All that waits for this process is served before it, as before a timer; and that would take a millisecond.
      const turn = setImmediate(task);
      if (options?.background === true) turn.unref();
      return () => clearImmediate(turn);
    }
    const timer: unknown = setTimeout(task, Math.min(delay, 2_147_483_647));
    if (options?.background === true) (timer as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
};

/** Resolves after `delay` ms, or as soon as `signal` aborts; never rejects. */
export function sleep(
  timers: Timers,
  delay: number,
  options: { signal?: AbortSignal; background?: boolean } = {},
): Promise<void> {
  const { signal } = options;
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const cancel = timers.after(delay, done, options);
    function done(): void {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done, { once: true });
  });
}

/**
 * The outcome of `work`, or a rejection with `late()` once `limit` ms have passed: nothing hangs on a store.
 * Waiting keeps no process alive; what is waited for does.
 */
export function within<T>(timers: Timers, limit: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(limit, () => reject(late()), { background: true });
    work.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}

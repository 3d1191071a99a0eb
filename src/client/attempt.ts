/** What `task` answers. What it throws goes to `failed`, and the answer is undefined. */
export function attempt<T>(task: () => T, failed?: (error: unknown) => unknown): T | undefined {
  try {
    return task();
  } catch (error) {
    return failed?.(error) as undefined;
  }
}

/** What `task` answers, or a rejection after `ms` and when one of `ended` aborts; then its signal aborts too. */
export function bounded<T>(
  ms: number,
  task: (signal: AbortSignal) => T | PromiseLike<T>,
  ...ended: AbortSignal[]
): Promise<T> {
  const signal = AbortSignal.any([AbortSignal.timeout(ms), ...ended]);
  return new Promise((resolve, reject) => {
    signal.onabort = () => reject(signal.reason as Error);
    (async () => task(signal))().then(resolve, reject);
  });
}

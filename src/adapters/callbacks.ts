import { StoreUnavailable } from '../core/errors.ts';

/** How Node calls back: an error, or what was asked for. */
export type Done<T = unknown> = (error?: unknown, result?: T) => void;

/** How long a store may take before that counts as an outage, ms. */
const DEADLINE = 4_000;

/** What a store of somebody else's answers. Rejects with `StoreUnavailable` when it fails, or takes too long. */
export function asked<T>(ask: (done: Done<T>) => unknown): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const failed = (cause?: unknown): void =>
      reject(new StoreUnavailable('the store of the sessions failed', { cause }));
    const timer = setTimeout(failed, DEADLINE);
    const done: Done<T> = (error, result) => {
      clearTimeout(timer);
      // By that code a store says that there is none.
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (error && !isMissing) failed(error);
      else resolve(result);
    };
    try {
      ask(done);
    } catch (error) {
      done(error);
    }
  });
}

/** Calls back with what comes of `work`. */
export function answer(done: Done | undefined, work: () => Promise<unknown>): void {
  // What the caller throws is the caller's: it must not become a second answer.
  work().then(
    (result) => queueMicrotask(() => done?.(null, result)),
    (error: unknown) => queueMicrotask(() => done?.(error)),
  );
}

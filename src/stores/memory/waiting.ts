import type { Timers } from '../../core/timers.ts';

/** Those who wait for something to happen in this process. */
export class Waiting {
  readonly #timers: Timers;
  readonly #looks = new Set<() => void>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Something happened: everybody looks. */
  wake(): void {
    for (const look of this.#looks) look();
  }

  /** Resolves when `ready` says so or throws, after `limit` ms, or when `signal` aborts. Keeps no process alive. */
  until(ready: () => boolean, limit: number, signal?: AbortSignal): Promise<void> {
    if (limit <= 0 || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const looks = this.#looks;
      const cancel = this.#timers.after(limit, done, { background: true });
      function look(): void {
        try {
          if (ready()) done();
        } catch {
          done();
        }
      }
      function done(): void {
        cancel();
        looks.delete(look);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      looks.add(look);
      signal?.addEventListener('abort', done, { once: true });
    });
  }
}

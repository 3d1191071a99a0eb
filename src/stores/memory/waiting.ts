/** Those who wait for something to happen in this process. */
export class Waiting {
  readonly #looks = new Set<() => void>();

  /** Something happened: everybody looks. */
  wake(): void {
    for (const look of this.#looks) look();
  }

  /** Resolves when `ready` says so, after `limit` ms, or when `signal` aborts. Keeps no process alive. */
  until(ready: () => boolean, limit: number, signal?: AbortSignal): Promise<void> {
    if (limit <= 0 || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const looks = this.#looks;
      const timer = setTimeout(done, limit);
      timer.unref();
      function look(): void {
        if (ready()) done();
      }
      function done(): void {
        clearTimeout(timer);
        looks.delete(look);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      looks.add(look);
      signal?.addEventListener('abort', done, { once: true });
    });
  }
}

/** Wakes those who wait for something to happen. It only wakes: who was woken reads from where they had got to. */
export class News {
  #version = 0;
  readonly #waiting = new Set<() => void>();

  /** Changes whenever something happens. Read it before you look at what you wait for. */
  get version(): number {
    return this.#version;
  }

  tell(): void {
    this.#version += 1;
    for (const wake of this.#waiting) wake();
  }

  /** Resolves when something has happened since `version`, after `limit` ms, or when `signal` aborts. */
  since(version: number, limit: number, signal?: AbortSignal): Promise<void> {
    if (this.#version !== version || limit <= 0 || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      // Somebody who waits for news keeps no process alive.
      const timer = setTimeout(wake, limit).unref();
      this.#waiting.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}

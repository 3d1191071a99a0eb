import { watch, type FSWatcher } from 'node:fs';

/** How long a change by another process may go unnoticed where the system does not report it, ms. */
const GLANCE = 25;

/**
 * Wakes whoever waits for a change of the file, by this process or another. A wake-up is only a hint: what it
 * means is read from the database, and a look every `GLANCE` ms makes up for a hint that got lost.
 */
export class News {
  readonly #path: string;
  readonly #waiting = new Set<() => void>();
  #watcher: FSWatcher | undefined;

  /** `path` is the database's; its write-ahead log is what changes. */
  constructor(path: string) {
    this.#path = path;
  }

  /** Something changed: everybody looks. */
  wake(): void {
    for (const look of this.#waiting) look();
  }

  /** Resolves when `ready` says so or throws, after `limit` ms, or when `signal` aborts. */
  async until(ready: () => boolean, limit: number, signal?: AbortSignal): Promise<void> {
    if (limit <= 0 || signal?.aborted === true) return;
    this.#watch();
    await new Promise<void>((resolve) => {
      const glance = setInterval(look, GLANCE);
      const end = setTimeout(done, limit);
      glance.unref();
      end.unref();
      const waiting = this.#waiting;
      function look(): void {
        try {
          if (ready()) done();
        } catch {
          done();
        }
      }
      function done(): void {
        clearInterval(glance);
        clearTimeout(end);
        waiting.delete(look);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      waiting.add(look);
      signal?.addEventListener('abort', done, { once: true });
    });
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    this.wake();
  }

  #watch(): void {
    if (this.#watcher || this.#path === ':memory:') return;
    try {
      this.#watcher = watch(`${this.#path}-wal`, { persistent: false }, (event) => {
        if (event === 'rename') this.#unwatch();
        this.wake();
      });
      this.#watcher.on('error', () => this.#unwatch());
    } catch {
      this.#watcher = undefined;
    }
  }

  /** The watched file was moved or deleted; the next wait watches its successor. */
  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}

import type { Connection } from './connection.ts';
import type { Link } from './link.ts';

/** How often who waits looks while nobody listens, ms. */
const GLANCE = 50;
/** How often the connection that listens is looked after, ms. */
const PING = 1_000;

/**
 * Wakes whoever waits for something to happen, in this process or another. A message is only a hint: what it means is
 * read from the log, and a look every `GLANCE` ms makes up for the time in which nobody listens.
 */
export class News {
  readonly #connection: Connection;
  readonly #channel: string;
  readonly #waiting = new Set<() => void>();
  #heard = 0;
  #listening: Link | undefined;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `connection` is for listening alone. */
  constructor(connection: Connection, channel: string) {
    this.#connection = connection;
    this.#channel = channel;
    void this.#look();
  }

  /** Where the news stand: to be asked before a look, so that nothing is missed after it. */
  get mark(): number {
    return this.#heard;
  }

  /** Resolves when there were news after `mark`, when it is time to look all the same, or when `signal` aborts. */
  async next(mark: number, limit: number, signal?: AbortSignal): Promise<void> {
    if (limit <= 0 || signal?.aborted === true || this.#isClosed || this.#heard !== mark) return;
    const wait = this.#listening?.isOpen ? limit : Math.min(limit, GLANCE);
    await new Promise<void>((resolve) => {
      const waiting = this.#waiting;
      const end = setTimeout(done, wait);
      end.unref();
      function done(): void {
        clearTimeout(end);
        waiting.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      waiting.add(done);
      signal?.addEventListener('abort', done, { once: true });
    });
  }

  /** Wakes everybody, and stops listening. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#tell();
    this.#connection.close();
  }

  #tell(): void {
    this.#heard += 1;
    for (const done of this.#waiting) done();
  }

  /** Listens, if nobody does; a connection that is half open is found out by a ping that nobody answers. */
  async #look(): Promise<void> {
    try {
      const link = await this.#connection.link();
      if (link !== this.#listening) {
        await link.subscribe(this.#channel, () => this.#tell());
        this.#listening = link;
        // What was told before is news to whoever did not hear it.
        this.#tell();
      } else await this.#connection.send(['PING']);
    } catch {
      this.#listening = undefined;
    }
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#look(), this.#listening ? PING : GLANCE * 2);
    this.#timer.unref();
  }
}

import type { Database } from './database.ts';

/** Where all stores of a database tell that something happened: in the log, or to a lease. */
const CHANNEL = 'curfew';
/** How often who waits looks while nobody listens, ms. */
const GLANCE = 50;
/** How often the connection is asked whether it is alive, and how long it may take to answer, ms. */
const PING = 1_000;
/** Between two attempts to listen, at first and at most, ms. */
const [SOONEST, LATEST] = [50, 2_000];

/** What there can be news of. */
export type Topic = 'log' | 'lease';

/**
 * Wakes whoever waits for something to happen, in this process or another. A wake-up is only a hint: what it means is
 * read from the tables, and a look every `GLANCE` ms makes up for the time in which nobody listens.
 */
export class News {
  readonly #database: Database;
  readonly #waiting = new Set<() => void>();
  readonly #heard = { log: 0, lease: 0 };
  #isListening = false;
  #isClosed = false;
  #wakeUp: () => void = () => undefined;
  readonly #done: Promise<void>;

  /** Begins to listen, if it is to; `close` ends it. */
  constructor(database: Database, listen: boolean) {
    this.#database = database;
    this.#done = listen ? this.#keepListening() : Promise.resolve();
  }

  /** Where the news of a topic stand: to be asked before a look, so that nothing is missed after it. */
  mark(topic: Topic): number {
    return this.#heard[topic];
  }

  /** Something happened here. */
  tell(...topics: readonly Topic[]): void {
    for (const topic of topics) this.#heard[topic] += 1;
    for (const look of this.#waiting) look();
  }

  /** Resolves when there were news after `mark`, when it is time to look all the same, or when `signal` aborts. */
  async next(topic: Topic, mark: number, limit: number, signal?: AbortSignal): Promise<void> {
    if (limit <= 0 || signal?.aborted === true || this.#isClosed) return;
    const wait = this.#isListening ? limit : Math.min(limit, GLANCE);
    await new Promise<void>((resolve) => {
      const waiting = this.#waiting;
      const end = setTimeout(done, wait);
      end.unref();
      const look = (): void => {
        if (this.#heard[topic] !== mark || this.#isClosed) done();
      };
      function done(): void {
        clearTimeout(end);
        waiting.delete(look);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      waiting.add(look);
      signal?.addEventListener('abort', done, { once: true });
      look();
    });
  }

  /** Wakes everybody, and stops listening. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wakeUp();
    this.tell('log', 'lease');
    await this.#done;
  }

  async #keepListening(): Promise<void> {
    let pause = SOONEST;
    while (!this.#isClosed) {
      await this.#listen().catch(() => undefined);
      // What ended it once it had begun may not come again.
      pause = this.#isListening ? SOONEST : Math.min(pause * 2, LATEST);
      this.#isListening = false;
      this.tell('log', 'lease');
      if (!this.#isClosed) await this.#sleep(pause * (0.5 + Math.random() / 2));
    }
  }

  /** Listens until the connection is lost, or stalls. Rejects when it could not begin. */
  async #listen(): Promise<void> {
    const connection = await this.#database.connect();
    const loss = new AbortController();
    try {
      const lost = (): void => {
        loss.abort();
        this.#wakeUp();
      };
      const heard = (topic: string): void => {
        if (topic === 'log' || topic === 'lease') this.tell(topic);
      };
      await this.#database.bounded(connection.listen(CHANNEL, heard, lost));
      this.#isListening = true;
      // What was told before is news to whoever did not hear it.
      this.tell('log', 'lease');
      while (!loss.signal.aborted && !this.#isClosed) {
        await this.#database.bounded(connection.query('SELECT 1'), PING);
        await this.#sleep(PING);
      }
    } finally {
      connection.destroy();
    }
  }

  /** Keeps no process alive. */
  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

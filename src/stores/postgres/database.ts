import { StoreUnavailable } from '../../core/errors.ts';
import type { Connection, Driver, Rows } from './connection.ts';
import { isCollision, isHarmless } from './failure.ts';

/** How long a call may take, ms; then its connection is given up. Locks are waited for no longer than 1,500. */
const DEADLINE = 2_000;
/** How often a step is tried that collides with others, and the most between two attempts, ms. */
const [ATTEMPTS, PAUSE] = [6, 40];

export type Query = (text: string, values?: readonly string[]) => Promise<Rows>;

/** The functions of the schema, each called in one round trip that is one transaction, and never without a bound. */
export class Database {
  /** The schema, quoted, as it stands before the names in it. */
  readonly schema: string;
  readonly #driver: Driver;
  /** Whether a statement by itself runs as `READ COMMITTED`, which all steps rely on. */
  isCommitted = true;
  #isClosed = false;

  constructor(schema: string, driver: Driver) {
    this.schema = `"${schema}"`;
    this.#driver = driver;
  }

  /** Calls one of the schema's functions. Rejects with `StoreUnavailable` after `limit` ms at the latest. */
  async call(name: string, ask: object, limit: number = DEADLINE): Promise<unknown> {
    const end = performance.now() + limit;
    const text = `SELECT ${this.schema}.${name}($1::text::json)::text AS answer`;
    const values = [JSON.stringify(ask)];
    for (let attempt = 1; ; attempt += 1) {
      const left = end - performance.now();
      try {
        const rows = this.isCommitted
          ? await this.#with((connection) => connection.query(text, values), left)
          : await this.transaction((query) => query(text, values), left);
        return parsed(rows[0]?.['answer']);
      } catch (error) {
        if (!isCollision(error) || attempt === ATTEMPTS || left <= PAUSE) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE));
    }
  }

  /** Runs one statement whose `answer` is JSON. Rejects with the driver's error, or `StoreUnavailable` when it took too long. */
  async ask(text: string, limit: number = DEADLINE): Promise<unknown> {
    const rows = await this.#with((connection) => connection.query(text), limit);
    return parsed(rows[0]?.['answer']);
  }

  /** A connection for as long as the caller wants it. */
  async connect(limit: number = DEADLINE): Promise<Connection> {
    if (this.#isClosed) throw new StoreUnavailable('the PostgreSQL store was closed');
    const pending = this.#driver.connect();
    return within(limit, pending, () => void pending.then((late) => late.release()).catch(() => undefined));
  }

  /** What `work` comes to, if it does within `limit` ms. */
  bounded<T>(work: Promise<T>, limit: number = DEADLINE): Promise<T> {
    return within(limit, work, () => undefined);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.bounded(this.#driver.close()).catch(() => undefined);
  }

  /** Runs `work` in a transaction, which the server gives up after `limit` ms too. */
  transaction<T>(work: (query: Query) => Promise<T>, limit: number): Promise<T> {
    const bound = Math.max(1, Math.ceil(limit));
    return this.#with(async (connection) => {
      await connection.query(
        `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL statement_timeout = ${bound};
        SET LOCAL lock_timeout = ${bound}; SET LOCAL idle_in_transaction_session_timeout = ${bound}`,
      );
      try {
        const result = await work((text, values) => connection.query(text, values));
        await connection.query('COMMIT');
        return result;
      } catch (error) {
        // One that was lost, or is given up, takes its transaction along.
        if (isHarmless(error)) await connection.query('ROLLBACK');
        throw error;
      }
    }, limit);
  }

  /** Runs `work` on a connection. One that does not answer in time, or was lost, is never used again. */
  async #with<T>(work: (connection: Connection) => Promise<T>, limit: number): Promise<T> {
    const started = performance.now();
    const connection = await this.connect(limit);
    const sent = performance.now();
    try {
      const result = await within(limit - (sent - started), work(connection), () =>
        this.#driver.distrust(sent),
      );
      connection.release();
      return result;
    } catch (error) {
      if (isHarmless(error)) connection.release();
      else connection.destroy();
      throw error;
    }
  }
}

/** What `work` comes to, if it does within `limit` ms; otherwise `late` is called, and it rejects. */
async function within<T>(limit: number, work: Promise<T>, late: () => void): Promise<T> {
  let settled = false;
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    function give(): void {
      if (settled) return;
      late();
      reject(new StoreUnavailable('PostgreSQL did not answer in time'));
    }
    // If this process was busy or asleep, the answer may have come meanwhile: it is read first.
    timer = setTimeout(() => setImmediate(give), Math.max(0, limit));
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    settled = true;
    clearTimeout(timer);
  }
}

function parsed(answer: unknown): unknown {
  return typeof answer === 'string' ? JSON.parse(answer) : undefined;
}

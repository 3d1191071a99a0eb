import { StoreUnavailable } from '../../core/errors.ts';
import { systemTimers, within } from '../../core/timers.ts';
import type { Connection, Driver, Rows } from './connection.ts';
import type { Settings } from './options.ts';

/** How long one question may take, and connecting, ms. */
const DEADLINE = 2_000;

/** Asks the database over one connection, in transactions in which the server itself refuses to change anything. */
export class Reader {
  readonly #driver: Driver;
  readonly #connection: Connection;

  private constructor(driver: Driver, connection: Connection) {
    this.#driver = driver;
    this.#connection = connection;
  }

  /** Rejects with the driver's error, or `StoreUnavailable` when it takes too long. */
  static async open({ open }: Settings): Promise<Reader> {
    const driver = await open();
    try {
      return new Reader(driver, await bounded(driver.connect()));
    } catch (error) {
      await bounded(driver.close()).catch(() => undefined);
      throw error;
    }
  }

  /** The rows of one statement. Rejects with the driver's error, or `StoreUnavailable`. */
  ask(text: string, values: readonly string[] = []): Promise<Rows> {
    return bounded(asked(this.#connection, (query) => query(text, values)));
  }

  /**
   * The process that serves this connection, before another transaction runs beside it, and then. They differ where a
   * pooler lends a process to each transaction.
   */
  async processes(): Promise<[unknown, unknown]> {
    const pid = async (connection: Connection): Promise<unknown> =>
      (await connection.query('SELECT pg_backend_pid()::text AS pid'))[0]?.['pid'];
    const before = await bounded(pid(this.#connection));
    const other = await bounded(this.#driver.connect());
    try {
      // It takes the process that was used last, and keeps it while the first is asked again.
      return await bounded(asked(other, async () => [before, await pid(this.#connection)]));
    } finally {
      other.destroy();
    }
  }

  async close(): Promise<void> {
    this.#connection.destroy();
    await bounded(this.#driver.close()).catch(() => undefined);
  }
}

async function asked<T>(
  connection: Connection,
  work: (query: Connection['query']) => Promise<T>,
): Promise<T> {
  await connection.query(
    `BEGIN READ ONLY; SET LOCAL statement_timeout = ${DEADLINE}; SET LOCAL lock_timeout = 500`,
  );
  try {
    return await work((text, values) => connection.query(text, values));
  } finally {
    await connection.query('ROLLBACK').catch(() => undefined);
  }
}

function bounded<T>(work: Promise<T>): Promise<T> {
  return within(
    systemTimers,
    DEADLINE,
    work,
    () => new StoreUnavailable('PostgreSQL did not answer in time'),
  );
}

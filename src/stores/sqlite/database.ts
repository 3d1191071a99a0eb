import { statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { ConfigError, CurfewError, StoreUnavailable } from '../../core/errors.ts';
import type { Row } from '../shared/rows.ts';
import { isBusy, reasonOf, unavailable } from './failure.ts';

/** A step that finds the database locked is tried again for this long, ms; the process is not blocked meanwhile. */
const PATIENCE = 2_000;

type Value = string | number | null;

interface WriteOptions {
  /** Whether the commit must be on the disk, or may be lost with the power. Default true. */
  readonly durable?: boolean;
  /** How long to try while another process holds the lock, ms. */
  readonly patience?: number;
}

/** A database file in WAL mode. It never blocks the process to wait for a lock, and notices when the file is swapped. */
export class Database {
  readonly path: string;
  readonly #prepare: (database: Database) => void;
  #connection: DatabaseSync;
  #isOpen = false;
  #file: string | undefined;
  readonly #statements = new Map<string, StatementSync>();

  /** `prepare` runs on each new connection. Throws `ConfigError` when the file cannot be used. */
  constructor(path: string, prepare: (database: Database) => void) {
    this.path = path;
    this.#prepare = prepare;
    this.#connection = this.#connect();
  }

  /** Names the file itself, whatever its path: a copy has another name. */
  get identity(): string {
    return this.#file ?? 'memory';
  }

  /** Opens the file again if it was closed. */
  open(): void {
    if (!this.#isOpen) this.#connection = this.#connect();
  }

  all(sql: string, ...values: Value[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  get(sql: string, ...values: Value[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  /** Runs a statement; answers how many rows it changed. */
  run(sql: string, ...values: Value[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  /** One look at a consistent state. Throws `StoreUnavailable`. */
  read<T>(work: () => T): T {
    try {
      return this.#transaction('BEGIN', work);
    } catch (error) {
      throw unavailable(error);
    }
  }

  /**
   * One atomic step. Another writer's lock is waited for without blocking; when that takes too long, and for
   * a full disk or a file that was taken away, it rejects with `StoreUnavailable` and has changed nothing.
   */
  async write<T>(work: () => T, options: WriteOptions = {}): Promise<T> {
    const { durable = true, patience = PATIENCE } = options;
    const started = performance.now();
    for (;;) {
      try {
        this.#inPlace();
        this.#connection.exec(durable ? 'PRAGMA synchronous = FULL' : 'PRAGMA synchronous = NORMAL');
        return this.#transaction('BEGIN IMMEDIATE', work);
      } catch (error) {
        if (!isBusy(error) || performance.now() - started > patience) throw unavailable(error);
      }
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 8));
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#statements.clear();
    this.#connection.close();
  }

  /**
   * Opens the file. Two processes that create it at the same moment make each other fail at once, whatever the
   * busy timeout says, so that is tried again; it blocks, but nothing runs yet.
   */
  #connect(): DatabaseSync {
    const started = performance.now();
    for (;;) {
      try {
        return this.#tryConnect();
      } catch (error) {
        this.close();
        if (error instanceof CurfewError) throw error;
        if (!isBusy(error)) {
          throw new ConfigError(
            `cannot use ${this.path} as a store: ${reasonOf(error)}. It must be a SQLite file in a folder, both writable`,
          );
        }
        if (performance.now() - started > PATIENCE) throw unavailable(error);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }

  #tryConnect(): DatabaseSync {
    this.#file = undefined;
    this.#connection = new DatabaseSync(this.path);
    this.#isOpen = true;
    this.#connection.exec('PRAGMA busy_timeout = 500; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    this.#prepare(this);
    this.#connection.exec('PRAGMA busy_timeout = 0');
    this.#file = identityOf(this.path);
    return this.#connection;
  }

  /** Runs `work` in a transaction that waits for the lock, blocking: only while a connection is being opened. */
  prepareInside<T>(work: () => T): T {
    return this.#transaction('BEGIN IMMEDIATE', work);
  }

  #transaction<T>(begin: string, work: () => T): T {
    this.#inPlace();
    this.#connection.exec(begin);
    try {
      const result = work();
      this.#connection.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollback();
      throw error;
    }
  }

  /** SQLite has rolled back by itself after some errors, and says so with another. */
  #rollback(): void {
    try {
      this.#connection.exec('ROLLBACK');
    } catch {
      // There was no transaction left.
    }
  }

  /** What is written to a file that was deleted would die with the process; one that was replaced is opened anew. */
  #inPlace(): void {
    if (!this.#isOpen) throw new StoreUnavailable('the SQLite store was closed');
    if (this.#file === undefined) return;
    const file = identityOf(this.path);
    if (file === this.#file) return;
    if (file === undefined) throw new StoreUnavailable(`the file ${this.path} is gone`);
    this.close();
    this.#connection = this.#connect();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Where the file is on its disk, and when it was made: the place alone may be used again by another file. */
export function identityOf(path: string): string | undefined {
  if (path === ':memory:') return undefined;
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.ino}.${stats.birthtimeNs}`;
}

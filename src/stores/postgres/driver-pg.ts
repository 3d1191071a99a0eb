import type { Connection, Driver, Rows } from './connection.ts';

/** What is used of a client of `pg`. */
export interface PgClient {
  query(text: string, values?: unknown[]): Promise<unknown>;
  on(event: 'error' | 'end' | 'notification', listener: (...details: unknown[]) => void): unknown;
  removeListener(event: 'error' | 'end' | 'notification', listener: (...details: unknown[]) => void): unknown;
  release(destroy?: boolean): void;
}

/** What is used of a `Pool` of `pg`: any pool that has these will do. */
export interface PgPool {
  connect(): Promise<PgClient>;
  on(event: 'error' | 'connect', listener: (...details: unknown[]) => void): unknown;
  removeListener(event: 'error' | 'connect', listener: (...details: unknown[]) => void): unknown;
  end(): Promise<void>;
  readonly totalCount: number;
  readonly options?: {
    readonly max?: number | undefined;
    readonly connectionTimeoutMillis?: number | undefined;
  };
}

/** Connections from a pool of `pg`. */
export class PgDriver implements Driver {
  readonly #pool: PgPool;
  readonly #isOurs: boolean;
  /** When each client last showed that it is alive, by `performance.now()`. */
  readonly #alive = new WeakMap<PgClient, number>();
  readonly #met = (client: unknown): void => this.#note(client as PgClient);
  #trusted = -Infinity;

  /** A pool that is `ours` ends with the store. */
  constructor(pool: PgPool, isOurs: boolean) {
    this.#pool = pool;
    this.#isOurs = isOurs;
    // A pool without such a listener ends the process when the server closes an idle connection.
    pool.on('error', ignore);
    pool.on('connect', this.#met);
  }

  async connect(): Promise<Connection> {
    for (let old = this.#pool.totalCount; ; old -= 1) {
      const client = await this.#pool.connect();
      const connection = new PgConnection(client, () => this.#note(client));
      // One behind all that there were is new, also where the pool does not say so.
      if ((this.#alive.get(client) ?? 0) >= this.#trusted || old <= 0) return connection;
      connection.destroy();
    }
  }

  distrust(when: number): void {
    this.#trusted = Math.max(this.#trusted, when);
  }

  async close(): Promise<void> {
    this.#pool.removeListener('connect', this.#met);
    if (this.#isOurs) await this.#pool.end();
    else this.#pool.removeListener('error', ignore);
  }

  #note(client: PgClient): void {
    this.#alive.set(client, performance.now());
  }
}

class PgConnection implements Connection {
  readonly #client: PgClient;
  readonly #alive: () => void;
  #undo: (() => void)[] = [];

  constructor(client: PgClient, alive: () => void) {
    this.#client = client;
    this.#alive = alive;
    // The pool does not listen to a client that it has handed out.
    this.#on('error', ignore);
  }

  async query(text: string, values?: readonly string[]): Promise<Rows> {
    const result = await this.#client.query(text, values && [...values]);
    this.#alive();
    return (result as { rows?: Rows }).rows ?? [];
  }

  async listen(channel: string, heard: (payload: string) => void, lost: () => void): Promise<void> {
    this.#on('notification', (message) => {
      const told = message as { channel: string; payload?: string };
      if (told.channel === channel) heard(told.payload ?? '');
    });
    this.#on('error', lost);
    this.#on('end', lost);
    await this.query(`LISTEN "${channel}"`);
    unref(this.#client);
  }

  release(): void {
    this.#forget();
    this.#client.release();
  }

  destroy(): void {
    this.#forget();
    this.#client.release(true);
    // The pool says goodbye first, and waits for an answer that will not come.
    hangUp(this.#client);
  }

  #on(event: 'error' | 'end' | 'notification', listener: (...details: unknown[]) => void): void {
    this.#client.on(event, listener);
    this.#undo.push(() => this.#client.removeListener(event, listener));
  }

  #forget(): void {
    for (const undo of this.#undo) undo();
    this.#undo = [];
  }
}

function ignore(): void {
  // What is wrong with a connection shows when it is used.
}

/** What a client has besides, but not every client. */
interface More {
  readonly connection?: { readonly stream?: { destroy?(): unknown } };
  unref?(): unknown;
}

/** Lets the process end although the client is connected. */
function unref(client: PgClient & More): void {
  client.unref?.();
}

function hangUp({ connection }: PgClient & More): void {
  connection?.stream?.destroy?.();
}

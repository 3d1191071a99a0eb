import { connect, isIP, type Socket } from 'node:net';
import type { Connection, Driver, Rows } from './connection.ts';

/** How many connections there are at most, and how long one may be idle, ms. */
const [MOST, IDLE] = [5, 30_000];

/** What is used of `sql`, the function that `postgres` makes: its settings. */
export interface PostgresSql {
  (...query: never[]): unknown;
  readonly options: object;
}

/** What is used of a connection that was made from those settings. */
interface Instance {
  unsafe(text: string, values: string[], options: { prepare: boolean }): Promise<unknown>;
  end(options: { timeout: number }): Promise<void>;
}

type Make = (options: object) => Instance;

/** Those of the settings of `postgres` that say where the server is. */
interface Place {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
  readonly socket?: (options: object) => Socket | Promise<Socket>;
}

/**
 * Connections made with `postgres`. It has no means to give up one that does not answer, so each is an instance of its
 * own, over a socket of ours, with the settings of the `sql` that was given.
 */
export class PostgresDriver implements Driver {
  readonly #make: Make;
  readonly #options: object;
  readonly #idle: PostgresConnection[] = [];
  readonly #waiting: (() => void)[] = [];
  #count = 0;
  #trusted = -Infinity;
  #isClosed = false;

  constructor(make: Make, options: object) {
    this.#make = make;
    this.#options = options;
  }

  async connect(): Promise<Connection> {
    for (;;) {
      if (this.#isClosed) throw new Error('the connections were closed');
      const idle = this.#idle.pop();
      if (!idle && this.#count < MOST) break;
      if (!idle) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      else if (idle.isGood(this.#trusted)) return idle.take();
      else idle.destroy();
    }
    this.#count += 1;
    const make = (more: object): Instance => this.#make({ ...this.#options, ...more });
    const place = this.#options as Place;
    const made = new PostgresConnection(make, place, (usable) => this.#back(made, usable));
    return made;
  }

  distrust(when: number): void {
    this.#trusted = Math.max(this.#trusted, when);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const idle = this.#idle.splice(0);
    for (const next of this.#waiting.splice(0)) next();
    await Promise.all(idle.map((one) => one.end()));
  }

  #back(connection: PostgresConnection, usable: boolean): void {
    if (!usable) this.#count -= 1;
    else if (this.#isClosed) void connection.end();
    else {
      this.#idle.push(connection);
      // The first has been idle for the longest.
      if (this.#idle[0]?.isGood(performance.now() - IDLE) === false) this.#idle.shift()?.destroy();
    }
    this.#waiting.shift()?.();
  }
}

class PostgresConnection implements Connection {
  readonly #instance: Instance;
  readonly #back: (usable: boolean) => void;
  #socket: Socket | undefined;
  #alive = performance.now();
  #isLost = false;
  #isGivenUp = false;
  #heard: (channel: string, payload: string) => void = () => undefined;
  #lost: () => void = () => undefined;

  constructor(make: Make, place: Place, back: (usable: boolean) => void) {
    let attempt = 0;
    this.#back = back;
    this.#instance = make({
      max: 1,
      connect_timeout: 2,
      idle_timeout: null,
      max_lifetime: null,
      fetch_types: false,
      no_subscribe: true,
      // What the application has set for its own queries would change what comes of ours, or print it.
      debug: false,
      transform: { undefined: undefined, column: {}, value: {}, row: {} },
      onnotice: () => undefined,
      onparameter: () => undefined,
      parameters: {},
      shared: { retries: 0, typeArrayMap: {} },
      onnotify: (channel: string, payload: string) => this.#heard(channel, payload),
      onclose: () => {
        this.#isLost = true;
        this.#lost();
      },
      socket: async (options: object) => {
        const socket = await (place.socket ? place.socket(options) : dial(place, (attempt += 1)));
        if (this.#isGivenUp) socket.destroy();
        // The driver would try to connect again and again.
        if (this.#isGivenUp) throw new Error('the connection was given up');
        return (this.#socket = socket);
      },
    });
  }

  /** Whether it is connected, and has shown life since `when`. */
  isGood(when: number): boolean {
    return !this.#isLost && this.#alive >= when;
  }

  take(): this {
    this.#socket?.ref();
    return this;
  }

  async query(text: string, values: readonly string[] = []): Promise<Rows> {
    try {
      const rows = await this.#instance.unsafe(text, [...values], { prepare: values.length > 0 });
      this.#alive = performance.now();
      return rows as Rows;
    } catch (error) {
      throw plain(error);
    }
  }

  async listen(channel: string, heard: (payload: string) => void, lost: () => void): Promise<void> {
    this.#heard = (name, payload) => name === channel && heard(payload);
    this.#lost = lost;
    await this.query(`LISTEN "${channel}"`);
    this.#socket?.unref();
  }

  release(): void {
    this.#socket?.unref();
    this.#back(!this.#isLost);
    if (this.#isLost) void this.end();
  }

  destroy(): void {
    this.#heard = () => undefined;
    this.#lost = () => undefined;
    this.#back(false);
    // The driver's own way to end at once writes to the socket, and under TLS that fails where nobody can catch it.
    this.#isGivenUp = true;
    this.#socket?.destroy();
  }

  /** Says goodbye. */
  async end(): Promise<void> {
    await this.#instance.end({ timeout: 1 });
    this.#socket?.destroy();
  }
}

/** A socket on its way to the server, or to the next one where there are several. */
function dial({ path, host, port }: Place, attempt: number): Socket {
  if (typeof path === 'string' && path !== '') return connect(path);
  const [name = 'localhost', number = 5432] = [
    host[(attempt - 1) % host.length],
    port[(attempt - 1) % port.length],
  ];
  const socket = connect(number, name);
  // That is where the driver looks for the name that the certificate must have.
  return Object.assign(socket, isIP(name) > 0 ? {} : { host: name });
}

/** The driver's error without the query and its values, which hold secrets. */
function plain(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { code, severity, routine }: { code?: unknown; severity?: unknown; routine?: unknown } =
    error as object;
  const said = severity === undefined ? {} : { severity, routine };
  return Object.assign(new Error(error.message), { code }, said);
}

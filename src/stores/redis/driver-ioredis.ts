import type { Driver, Link, Word } from './link.ts';

/** What is used of a client of `ioredis`. */
export interface IoredisClient {
  duplicate(options: object): IoredisClient;
  connect(): Promise<unknown>;
  call(command: string, ...values: Word[]): Promise<unknown>;
  subscribe(channel: string): Promise<unknown>;
  on(event: string, listener: (...values: never[]) => void): unknown;
  disconnect(): void;
  readonly status: string;
}

/** Connections like that of a client of `ioredis`: same server, name, password and Sentinels. */
export class IoredisDriver implements Driver {
  readonly #client: IoredisClient;

  constructor(client: IoredisClient) {
    this.#client = client;
  }

  async connect(limit: number): Promise<Link> {
    const client = this.#client.duplicate({
      lazyConnect: true,
      connectTimeout: limit,
      // Half, so that a second Sentinel is asked when the first one is silent.
      sentinelCommandTimeout: limit / 2,
      enableOfflineQueue: false,
      // It calls INFO, and complains on the console where that is not allowed.
      enableReadyCheck: false,
      autoResubscribe: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: null,
      retryStrategy: () => null,
      sentinelRetryStrategy: () => null,
      keyPrefix: '',
    });
    // What goes wrong later is what the commands reject with.
    let reason: unknown;
    client.on('error', (error: unknown) => (reason ??= error));
    const timer = setTimeout(() => client.disconnect(), limit);
    timer.unref();
    try {
      await client.connect();
    } catch (error) {
      client.disconnect();
      // It rejects with no more than that the connection is closed.
      throw reason ?? error;
    } finally {
      clearTimeout(timer);
    }
    return {
      send: ([command = '', ...values]) => client.call(String(command), ...values),
      subscribe: async (channel, heard) => {
        client.on('message', heard);
        await client.subscribe(channel);
      },
      get isOpen() {
        return client.status === 'ready';
      },
      destroy: () => client.disconnect(),
    };
  }
}

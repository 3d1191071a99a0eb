import type { Driver, Link } from './link.ts';

/** What is used of a client of `redis` (node-redis). */
export interface NodeRedisClient {
  duplicate(options: object): NodeRedisClient;
  connect(): Promise<unknown>;
  sendCommand(command: string[]): Promise<unknown>;
  subscribe(channel: string, heard: () => void): Promise<unknown>;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  destroy(): void;
  readonly isReady: boolean;
  readonly options?: { readonly socket?: object } | undefined;
}

/** Connections like that of a client of `redis`. */
export class NodeRedisDriver implements Driver {
  readonly #client: NodeRedisClient;

  constructor(client: NodeRedisClient) {
    this.#client = client;
  }

  async connect(limit: number): Promise<Link> {
    const socket = { ...this.#client.options?.socket, connectTimeout: limit, reconnectStrategy: false };
    const client = this.#client.duplicate({ socket, disableOfflineQueue: true });
    // What goes wrong is what the commands reject with.
    client.on('error', () => undefined);
    const timer = setTimeout(() => end(client), limit);
    timer.unref();
    try {
      await client.connect();
    } catch (error) {
      end(client);
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return {
      send: (command) => client.sendCommand(command.map(String)),
      subscribe: async (channel, heard) => void (await client.subscribe(channel, heard)),
      get isOpen() {
        return client.isReady;
      },
      destroy: () => end(client),
    };
  }
}

function end(client: NodeRedisClient): void {
  try {
    client.destroy();
  } catch {
    // It was closed already.
  }
}

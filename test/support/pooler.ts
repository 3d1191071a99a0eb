import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What messages are called by, and the state in which no transaction is open. */
const [TERMINATE, READY, IDLE] = [0x58, 0x5a, 0x49];

/** Reads the messages of PostgreSQL's protocol out of a stream of bytes. */
class Messages {
  #bytes: Buffer = Buffer.alloc(0);

  /** The whole messages there are, each with its type in front; the first of a client has none. */
  *take(bytes: Buffer, isTyped: () => boolean): Generator<Buffer> {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const head = isTyped() ? 1 : 0;
      if (this.#bytes.length < head + 4) return;
      const length = head + this.#bytes.readInt32BE(head);
      if (this.#bytes.length < length) return;
      const message = this.#bytes.subarray(0, length);
      this.#bytes = this.#bytes.subarray(length);
      yield message;
    }
  }
}

/** A connection to the server that is lent to one client for one transaction. */
class Lent {
  readonly socket: Socket;
  /** What the server said when it was ready for the first time. */
  readonly ready: Promise<Buffer>;
  client: Socket | undefined;

  constructor(port: number, startup: Buffer, free: (one: Lent) => void) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => undefined);
    this.socket.write(startup);
    const messages = new Messages();
    const greeting: Buffer[] = [];
    this.ready = new Promise((resolve) => {
      this.socket.on('data', (bytes) => {
        for (const message of messages.take(bytes, () => true)) {
          if (this.client) this.client.write(message);
          else greeting.push(message);
          const isIdle = message[0] === READY && message[5] === IDLE;
          if (!isIdle) continue;
          if (this.client) free(this);
          else resolve(Buffer.concat(greeting));
        }
      });
    });
  }
}

/** A pooler in transaction mode, such as PgBouncer, before a server that asks for no password. */
export class Pooler implements AsyncDisposable {
  readonly #server: Server;
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  readonly #idle: Lent[] = [];

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((client) => this.#serve(client));
  }

  static async start(target: number): Promise<Pooler> {
    const pooler = new Pooler(target);
    pooler.#server.listen(0, '127.0.0.1');
    await once(pooler.#server, 'listening');
    return pooler;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  #serve(client: Socket): void {
    this.#sockets.add(client);
    client.on('error', () => undefined);
    const messages = new Messages();
    let startup: Buffer | undefined;
    let lent: Lent | undefined;
    let last: Promise<void> = Promise.resolve();
    client.on('data', (bytes) => {
      for (const message of messages.take(bytes, () => startup !== undefined)) {
        const first = startup === undefined;
        const opening = (startup ??= Buffer.from(message));
        last = last.then(async () => {
          if (!first && message[0] === TERMINATE) {
            client.end();
            return;
          }
          if (lent?.client !== client) lent = this.#idle.pop() ?? this.#lend(opening);
          const greeting = await lent.ready;
          if (first) {
            client.write(greeting);
            this.#free(lent);
          } else {
            lent.client = client;
            lent.socket.write(message);
          }
        });
      }
    });
  }

  #lend(startup: Buffer): Lent {
    const lent = new Lent(this.#target, startup, (one) => this.#free(one));
    this.#sockets.add(lent.socket);
    return lent;
  }

  #free(one: Lent): void {
    one.client = undefined;
    this.#idle.push(one);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './ports.ts';

/** Milliseconds that bytes take on their way to the server, and back from it. */
export interface Delays {
  readonly there?: number;
  readonly back?: number;
}

/** A network between a client and a server, on a port of 127.0.0.1, that can be made slow, silent or broken. */
export class TcpProxy implements AsyncDisposable {
  readonly port: number;
  /** The URL of the server, but through the proxy. */
  readonly url: string;
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #delays: Delays = {};
  #stalled = false;

  private constructor(target: URL, port: number) {
    this.#target = { host: target.hostname, port: Number(target.port) };
    this.port = port;
    const here = new URL(target);
    here.host = `127.0.0.1:${port}`;
    this.url = here.href;
  }

  /** `target` is the URL of the server; it must name the port. */
  static async start(target: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(target), await freePort());
    await proxy.#listen();
    return proxy;
  }

  /** From now on, bytes take that long. They stay in order, and those on their way are not hurried. */
  delay(delays: Delays): void {
    this.#delays = delays;
  }

  /** Swallows all that is sent, on old connections and on new ones, and hangs up on nobody: a half-open network. */
  stall(): void {
    this.#stalled = true;
  }

  /** Breaks all connections, and refuses new ones. */
  async cut(): Promise<void> {
    const closed = this.#server && once(this.#server, 'close');
    this.#server?.close();
    this.#server = undefined;
    this.#reset();
    await closed;
  }

  /** The network is as it was at first. Connections that were open during a `stall` are broken. */
  async heal(): Promise<void> {
    if (this.#stalled) this.#reset();
    this.#stalled = false;
    this.#delays = {};
    if (!this.#server) await this.#listen();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cut();
  }

  async #listen(): Promise<void> {
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  #accept(client: Socket): void {
    const server = this.#stalled ? undefined : connect({ ...this.#target, allowHalfOpen: true });
    this.#carry(client, server, () => this.#delays.there);
    if (server) this.#carry(server, client, () => this.#delays.back);
  }

  /** Carries bytes, and the end of them, in one direction. */
  #carry(from: Socket, to: Socket | undefined, delay: () => number | undefined): void {
    let last: Promise<void> = Promise.resolve();
    const later = (deliver: () => void): void => {
      if (this.#stalled) return;
      const wait = delay();
      const arrived = wait === undefined ? undefined : pause(wait);
      last = last.then(async () => {
        await arrived;
        if (!this.#stalled) deliver();
      });
    };
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (bytes: Buffer) => later(() => to?.write(bytes)));
    from.on('end', () => later(() => to?.end()));
    from.on('error', () => later(() => to?.resetAndDestroy()));
    from.on('close', () => this.#sockets.delete(from));
  }

  #reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}

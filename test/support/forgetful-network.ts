import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network that forgets its connections: those that were open when it stalled stay silent for ever. */
export class ForgetfulNetwork implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;
  readonly #state: { dead: boolean };

  private constructor(server: Server, sockets: Set<Socket>, state: { dead: boolean }) {
    const address = server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
    this.#server = server;
    this.#sockets = sockets;
    this.#state = state;
  }

  static async start(port: number): Promise<ForgetfulNetwork> {
    const sockets = new Set<Socket>();
    const state = { dead: false };
    const server = createServer((client) => {
      sockets.add(client);
      client.on('error', () => undefined);
      if (state.dead) return;
      const upstream = connect(port, '127.0.0.1');
      sockets.add(upstream);
      upstream.on('error', () => undefined);
      client.pipe(upstream).pipe(client);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ForgetfulNetwork(server, sockets, state);
  }

  stall(): void {
    this.#state.dead = true;
    for (const socket of this.#sockets) socket.unpipe().removeAllListeners('end').pause();
  }

  heal(): void {
    this.#state.dead = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

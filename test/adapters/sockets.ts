import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Curfew } from 'curfew';
import { authOf, guard, type LiveOptions } from 'curfew/ws';
import { WebSocket, WebSocketServer } from 'ws';

/** A server of WebSockets that answers each message with whose it is. */
export class SocketServer implements AsyncDisposable {
  readonly #server = createServer();
  readonly #sockets = new WebSocketServer({ noServer: true });
  /** What was heard, of anybody. */
  readonly heard: string[] = [];
  /** The server's end of each connection, in the order in which they were opened. */
  readonly opened: WebSocket[] = [];

  static async start(curfew: Curfew, options?: LiveOptions): Promise<SocketServer> {
    const server = new SocketServer();
    server.#server.on('upgrade', guard(curfew, server.#sockets, options));
    server.#sockets.on('connection', (socket) => {
      server.opened.push(socket);
      socket.on('message', (data: Buffer) => {
        server.heard.push(data.toString());
        socket.send(authOf(socket).subject);
      });
    });
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** A client whose connection is open. Rejects when it is refused. */
  async connect(token: string | undefined, protocols: string[] = [], headers = {}): Promise<Client> {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/`, protocols, {
      headers: { ...authorization, ...headers },
    });
    const client = new Client(socket);
    await once(socket, 'open');
    return client;
  }

  /** How an upgrade with these headers is answered. */
  async upgrade(headers: Record<string, string | string[]>, path = '/'): Promise<Answer> {
    const request = get({
      port: this.port,
      host: '127.0.0.1',
      path,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    });
    const answered = new Promise<Answer>((resolve, reject) => {
      request.on('error', reject);
      request.on('upgrade', (response, socket) => {
        socket.destroy();
        resolve({ status: 101, headers: response.headers, body: '' });
      });
      request.on('response', (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
    });
    return answered;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The client's end of a connection. */
class Client {
  readonly socket: WebSocket;
  /** How it was closed: undefined while it is open. */
  closed: { code: number; reason: string; at: number } | undefined;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString(), at: performance.now() };
    });
    socket.on('error', () => undefined);
  }

  /** What the server answers to a message. */
  async ask(text = 'who am I?'): Promise<string> {
    this.socket.send(text);
    const [data] = (await once(this.socket, 'message')) as [Buffer];
    return data.toString();
  }
}

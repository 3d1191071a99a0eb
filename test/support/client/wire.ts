import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface Asked {
  /** As in `POST /auth/logout`. */
  readonly route: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

/** What a route answers: a status, an object as JSON, or what it does itself. */
export type Answer = number | object | ((asked: Asked, response: ServerResponse) => unknown);

/** A server that answers each route as it is told, and 404 for all others. */
export class Wire implements AsyncDisposable {
  readonly asked: Asked[] = [];
  readonly answers: Map<string, Answer> = new Map();
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  static async start(answers: Record<string, Answer> = {}): Promise<Wire> {
    const wire = new Wire();
    for (const [route, answer] of Object.entries(answers)) wire.answers.set(route, answer);
    wire.#server.listen(0, '127.0.0.1');
    await once(wire.#server, 'listening');
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The requests to `route` so far. */
  of(route: string): Asked[] {
    return this.asked.filter((one) => one.route === route);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const asked = { route: `${request.method} ${request.url}`, body, headers: request.headers };
    this.asked.push(asked);
    const answer = this.answers.get(asked.route) ?? 404;
    if (typeof answer === 'function') answer(asked, response);
    else if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

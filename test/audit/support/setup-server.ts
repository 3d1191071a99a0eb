/** What the small applications of the set-up's tests share: a server, a body, cookies and sessions. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly cookies: ReadonlyMap<string, string>;
  readonly text: string;
  /** The body as JSON or as a form, whichever it is. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly json?: unknown;
  readonly html?: string;
}

export type App = (asked: Asked) => Answered;

/** An application that listens on this machine until it is disposed of. Every request it got is in `log`. */
export class Served implements AsyncDisposable {
  readonly log: string[] = [];
  readonly #server: ReturnType<typeof createServer>;

  constructor(app: App) {
    this.#server = createServer((request, response) => void this.#answer(app, request, response));
  }

  static async start(app: App): Promise<Served> {
    const served = new Served(app);
    await new Promise<void>((resolve) => served.#server.listen(0, '127.0.0.1', resolve));
    return served;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const path = (request.url ?? '/').replace(/\?.*/, '');
    this.log.push(`${request.method} ${path}`);
    const cookies = new Map(
      (request.headers.cookie ?? '').split('; ').map((pair): [string, string] => {
        const [name = '', ...value] = pair.split('=');
        return [name, value.join('=')];
      }),
    );
    const query = new URLSearchParams((request.url ?? '').replace(/^[^?]*/, ''));
    const asked = { method: request.method ?? '', path, query, headers: request.headers, cookies, text };
    const { status = 200, headers = {}, json, html } = app({ ...asked, fields: fieldsOf(request, text) });
    const type = json === undefined ? 'text/html; charset=utf-8' : 'application/json';
    response.writeHead(status, { 'Content-Type': type, ...headers });
    response.end(json === undefined ? html : JSON.stringify(json));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function fieldsOf({ headers }: IncomingMessage, text: string): Record<string, string> {
  const type = headers['content-type'] ?? '';
  if (type.includes('urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (!type.includes('json')) return {};
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {};
  }
}

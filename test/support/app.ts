import { createServer, type Server } from 'node:http';
import express, { type Express } from 'express';
import { guard, routes, type HttpOptions } from '../../src/adapters/express.ts';
import type { Curfew } from '../../src/index.ts';

/** An Express application around a Curfew, in this process, on a free port. */
export class TestApp implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** `before` adds to the application what shall come before Curfew. */
  static async start(
    curfew: Curfew,
    options: HttpOptions = {},
    before?: (app: Express) => void,
  ): Promise<TestApp> {
    const app = express();
    before?.(app);
    app.post('/login', async (request, response) => {
      const { subject = 'alice' } = request.query;
      const tokens = await curfew.issue({ subject: subject as string });
      if (options.cookies) response.append('set-cookie', options.cookies.set(tokens));
      response.json(tokens);
    });
    app.use('/auth', routes(curfew, options));
    app.get('/auth/mine', (_request, response) => void response.json('mine'));
    app.post(
      '/auth/mine',
      express.json(),
      (request, response) => void response.json(request.body as unknown),
    );
    app.use(guard(curfew, options));
    app.all('/me', (request, response) => void response.json({ sub: request.auth.subject }));
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return new TestApp(server, `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  }

  /** A request; `token` becomes the bearer. */
  fetch(path: string, init: RequestInit & { token?: string } = {}): Promise<Response> {
    const { token, ...rest } = init;
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    return fetch(this.url + path, { ...rest, headers, redirect: 'manual' });
  }

  post(path: string, init: RequestInit & { token?: string; json?: unknown } = {}): Promise<Response> {
    const { json, ...rest } = init;
    if (json === undefined) return this.fetch(path, { method: 'POST', ...rest });
    const headers = new Headers(init.headers);
    headers.set('content-type', 'application/json');
    return this.fetch(path, { method: 'POST', ...rest, headers, body: JSON.stringify(json) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import session, { type Store } from 'express-session';

declare module 'express-session' {
  interface SessionData {
    user: string;
    pages: number;
  }
}

/** Whose a session is in this application. */
export function userOf({ user }: { user?: string }): string | undefined {
  return user;
}

/** An application with express-session, as its documentation shows it. */
export class SessionApp implements AsyncDisposable {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(store: Store): Promise<SessionApp> {
    const app = express();
    app.use(session({ store, secret: 'a secret of the test', resave: false, saveUninitialized: false }));
    app.post('/login/:user', (request, response, next) => {
      request.session.regenerate((failed: unknown) => {
        if (failed) return next(failed);
        request.session.user = request.params.user;
        request.session.save((error: unknown) => (error ? next(error) : response.json({})));
      });
    });
    app.post('/login-in-place/:user', (request, response) => {
      request.session.user = request.params.user;
      response.json({});
    });
    app.post('/visit', (request, response) => {
      request.session.pages = (request.session.pages ?? 0) + 1;
      response.json({ pages: request.session.pages });
    });
    app.get('/slow-visit', async (request, response) => {
      request.session.pages = (request.session.pages ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      response.json({});
    });
    app.post('/logout-in-place', (request, response, next) => {
      delete request.session.user;
      request.session.save((error: unknown) => {
        if (error) return next(error);
        request.session.regenerate((failed: unknown) => (failed ? next(failed) : response.sendStatus(204)));
      });
    });
    app.use((request, response, next) => {
      if (request.session.user === undefined) response.sendStatus(401);
      else next();
    });
    app.post('/logout', (request, response, next) => {
      request.session.destroy((error: unknown) => (error ? next(error) : response.sendStatus(204)));
    });
    app.get('/me', (request, response) => void response.json({ user: request.session.user }));
    app.get('/slow', async (request, response) => {
      request.session.pages = (request.session.pages ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, Number(request.query['ms'] ?? 30)));
      response.json({ user: request.session.user });
    });
    app.use(((error: { status?: number; message?: string }, _request, response, _next) => {
      response.status(error.status ?? 500).json({ message: error.message });
    }) satisfies ErrorRequestHandler);
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SessionApp(server);
  }

  /** Answers the status, and the cookie that a browser would send from now on. */
  async send(
    method: string,
    path: string,
    cookie = '',
  ): Promise<{ status: number; cookie: string; body: string }> {
    const { port } = this.#server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { cookie } });
    const [set] = response.headers.getSetCookie();
    return { status: response.status, cookie: set?.split(';', 1)[0] ?? cookie, body: await response.text() };
  }

  async login(user = 'alice', path = '/login'): Promise<string> {
    const { status, cookie } = await this.send('POST', `${path}/${user}`);
    if (status !== 200) throw new Error(`login answered ${status}`);
    return cookie;
  }

  async me(cookie: string): Promise<number> {
    return (await this.send('GET', '/me', cookie)).status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

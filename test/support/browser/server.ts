import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import express, { type Express } from 'express';
import { WebSocketServer } from 'ws';
import { createCurfew, generateKey, type Curfew, type SigningKey } from '../../../src/index.ts';
import { guard, routes, sessionCookies, type HttpOptions } from '../../../src/adapters/express.ts';
import { guard as guardSockets } from '../../../src/adapters/ws.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { freePort } from '../ports.ts';
import { selfSigned, type Certificate } from './certificate.ts';
import { Faults } from './faults.ts';

export interface BrowserServerOptions {
  /** Serves HTTPS, with a certificate that nobody trusts. */
  readonly secure?: boolean;
  /** Every answer to a logout clears the storage of its origin. */
  readonly clearsStorage?: boolean;
  /** What the paths of pages and scripts answer. Their `Cache-Control` is what the query's `cache` says. */
  readonly files?: ReadonlyMap<string, string>;
}

let key: Promise<SigningKey> | undefined;
let certificate: Certificate | undefined;

/**
 * An application around a Curfew for pages in a browser, at two sites. Tokens are in the answers of `/auth` and in the
 * cookies of `/bff`. Whoever calls themselves `name` is `name`@people.test.
 */
export class BrowserServer implements AsyncDisposable {
  readonly curfew: Curfew;
  readonly faults: Faults = new Faults();
  readonly url: string;
  /** The same application at another site. */
  readonly elsewhere: string;
  readonly sockets: WebSocketServer = new WebSocketServer({ noServer: true });
  readonly #ports: readonly number[];
  readonly #options: BrowserServerOptions;
  readonly #app: Express = express();
  #servers: readonly Server[] = [];
  /** How far the server's clock is ahead, ms. */
  #ahead = 0;

  private constructor(signing: SigningKey, ports: readonly number[], options: BrowserServerOptions) {
    const scheme = options.secure ? 'https' : 'http';
    this.#ports = ports;
    this.#options = options;
    this.url = `${scheme}://localhost:${ports[0]}`;
    this.elsewhere = `${scheme}://127.0.0.1:${ports[1]}`;
    this.curfew = createCurfew({
      store: memory(),
      issuer: { name: 'https://api.test', audience: 'api', keys: [signing] },
      clock: {
        now: () => Date.now() + this.#ahead,
        monotonic: () => performance.now() + this.#ahead,
      },
    });
    this.#route();
  }

  static async start(options: BrowserServerOptions = {}): Promise<BrowserServer> {
    key ??= generateKey();
    const server = new BrowserServer(await key, [await browserPort(), await browserPort()], options);
    await server.up();
    return server;
  }

  /** Every access token that there is has expired; the sessions live. */
  expireTokens(): void {
    this.#ahead += 6 * 60_000;
  }

  /** Listens. */
  async up(): Promise<void> {
    this.#servers = this.#ports.map((port) => this.#listen().listen(port, '127.0.0.1'));
    await Promise.all(this.#servers.map((server) => once(server, 'listening')));
  }

  /** Breaks all connections and refuses new ones, until it is `up` again. */
  async down(): Promise<void> {
    const servers = this.#servers;
    this.#servers = [];
    for (const socket of this.sockets.clients) socket.terminate();
    await Promise.all(
      servers.map(async (server) => {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.down();
    await this.curfew.close();
  }

  #listen(): Server {
    certificate ??= selfSigned();
    const server = this.#options.secure
      ? createSecureServer(certificate, this.#app)
      : createServer(this.#app);
    return server.on('upgrade', guardSockets(this.curfew, this.sockets, this.#http));
  }

  get #http(): HttpOptions {
    return { origins: [this.url, this.elsewhere], clearSiteData: [] };
  }

  #route(): void {
    const app = this.#app;
    const cookies = sessionCookies();
    const inCookies: HttpOptions = { cookies, clearSiteData: this.#options.clearsStorage ? ['storage'] : [] };
    app.disable('x-powered-by');
    app.use((request, response, next) => this.faults.handle(request, response, next));
    app.use((request, response, next) => {
      const file = this.#options.files?.get(request.path);
      if (file === undefined) return next();
      const { cache } = request.query;
      if (typeof cache === 'string') response.set('cache-control', cache);
      response.type(request.path.endsWith('.js') ? 'js' : 'html').send(file);
    });
    app.use(['/login', '/api', '/graphql'], (request, response, next) => {
      const { origin } = request.headers;
      if (origin === undefined || this.#http.origins?.includes(origin) !== true) return next();
      response.set({ 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' });
      response.set('access-control-allow-headers', 'authorization, content-type');
      if (request.method === 'OPTIONS') response.status(204).end();
      else next();
    });
    app.post('/login/:subject', async (request, response) => {
      const tokens = await this.curfew.issue({ subject: request.params.subject });
      response.json(tokens);
    });
    app.post('/bff/login/:subject', async (request, response) => {
      const tokens = await this.curfew.issue({ subject: request.params.subject });
      const { accessToken: _access, refreshToken: _refresh, ...rest } = tokens;
      response.append('set-cookie', cookies.set(tokens)).json(rest);
    });
    // Curfew itself says so only to who shows a token or a cookie: with a ticket alone it may not be they who read it.
    app.use('/auth/logout', (_request, response, next) => {
      if (this.#options.clearsStorage) response.set('clear-site-data', '"storage"');
      next();
    });
    app.use('/auth', routes(this.curfew, this.#http));
    app.use('/bff', routes(this.curfew, inCookies));
    app.use(['/api', '/graphql'], guard(this.curfew, { ...this.#http, cookies }));
    app.get('/api/stream', (_request, response) => void response.type('text').write('open'));
    app.get('/api/{*any}', (request, response) => {
      response.json({ email: emailOf(request.auth.subject) });
    });
    app.post('/graphql', (request, response) => {
      const { subject } = request.auth;
      response.json({ data: { me: { __typename: 'Person', id: subject, email: emailOf(subject) } } });
    });
  }
}

/** A free port that browsers do not refuse to visit: of those that are given, it is this one (fetch.spec.whatwg.org). */
async function browserPort(): Promise<number> {
  const port = await freePort();
  return port === 10_080 ? freePort() : port;
}

export function emailOf(subject: string): string {
  return `${subject}@people.test`;
}

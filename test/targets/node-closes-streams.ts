import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { WebSocketServer } from 'ws';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

interface Session {
  readonly user: Account;
  /** Ends what hangs on the session. */
  readonly ended: AbortController;
}

function application(): Server {
  const users = seed();
  const sessions = new Map<string, Session>();
  const sessionOf = (req: IncomingMessage): Session | undefined => sessions.get(bearerOf(req) ?? '');

  /** Sends something twenty times a second until the session or the connection ends. */
  function publish({ user, ended }: Session, send: (text: string) => void, end: () => void): () => void {
    const timer = setInterval(() => send(JSON.stringify({ to: user.email, at: Date.now() })), 50);
    const stop = (): void => clearInterval(timer);
    ended.signal.addEventListener('abort', () => {
      stop();
      end();
    });
    return stop;
  }

  function reply(res: ServerResponse, status: number, body: unknown): void {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    res.writeHead(status, headers).end(gzipSync(JSON.stringify(body)));
  }

  async function login(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { username, password } = (await json(req)) as Record<string, unknown>;
    const user = findUser(users, username, password);
    if (!user) return reply(res, 401, { error: 'unauthorized' });
    const token = randomBytes(32).toString('hex');
    sessions.set(token, { user, ended: new AbortController() });
    reply(res, 200, { token });
  }

  const server = createServer((req, res) => {
    const session = sessionOf(req);
    const route = `${req.method} ${req.url}`;
    if (route === 'POST /login') {
      login(req, res).catch(() => reply(res, 400, { error: 'body' }));
      return;
    }
    if (!session) return reply(res, 401, { error: 'unauthorized' });
    if (route === 'GET /me') return reply(res, 200, { id: session.user.id, email: session.user.email });
    if (route === 'POST /logout') {
      sessions.delete(bearerOf(req) ?? '');
      session.ended.abort();
      return reply(res, 200, { bye: session.user.name });
    }
    if (route !== 'GET /events') return reply(res, 404, { error: 'not found' });
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    const stop = publish(
      session,
      (text) => res.write(`data: ${text}\n\n`),
      () => res.end(),
    );
    res.once('close', stop);
  });

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (req, socket, head) => {
    const session = sessionOf(req);
    if (!session) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(req, socket, head, (ws) => {
      const stop = publish(
        session,
        (text) => ws.send(text),
        () => ws.close(4401, 'signed out'),
      );
      ws.once('close', stop);
    });
  });
  return server;
}

export const nodeClosesStreams: Target = {
  name: 'node-closes-streams',
  title:
    'node:http, opaque tokens, gzip: the logout closes the WebSockets and the event streams of the session',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /me, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /logout, auth: "Bearer {access}"}
sockets:
  - {websocket: /live, auth: "Bearer {access}"}
  - {sse: /events, auth: "Bearer {access}"}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import express from 'express';
import { WebSocketServer } from 'ws';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

function application(): Server {
  const users = seed();
  const tokens = new Map<string, Account>();
  const app = express();
  app.use(express.json());

  app.post('/api/login', (req, res) => {
    const user = findUser(users, req.body?.username, req.body?.password);
    if (!user) {
      res.status(401).json({ error: 'login failed' });
      return;
    }
    const token = randomBytes(24).toString('base64url');
    tokens.set(token, user);
    res.json({ token });
  });
  app.get('/api/portfolio', (req, res) => {
    const user = tokens.get(bearerOf(req) ?? '');
    if (!user) {
      res.status(401).json({ error: 'login required' });
      return;
    }
    res.json({ owner: user.email, positions: [{ isin: 'DE0007164600', pieces: 12 }] });
  });
  app.post('/api/logout', (req, res) => {
    tokens.delete(bearerOf(req) ?? '');
    res.sendStatus(204);
  });

  const server = createServer(app);
  const sockets = new WebSocketServer({
    server,
    path: '/quotes',
    verifyClient: ({ req }: { req: Parameters<typeof bearerOf>[0] }) => tokens.has(bearerOf(req) ?? ''),
  });
  sockets.on('connection', (socket, request) => {
    const user = tokens.get(bearerOf(request) ?? '');
    socket.on('message', () => {
      const quotes = setInterval(() => {
        socket.send(JSON.stringify({ for: user?.email, isin: 'DE0007164600', price: Math.random() * 100 }));
      }, 50);
      socket.once('close', () => clearInterval(quotes));
    });
  });
  return server;
}

export const wsKeepsStreaming: Target = {
  name: 'ws-keeps-streaming',
  title: 'Express with ws: a WebSocket that is open goes on sending quotes after the logout',
  faults: ['P15'],
  plan: (base) => `
base: ${base}
login: {post: /api/login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /api/portfolio, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /api/logout, auth: "Bearer {access}"}
sockets: [{websocket: /quotes, auth: "Bearer {access}", hello: '{"subscribe": "DE0007164600"}'}]
budget: {access: 0s}
`,
  start: () => served(application()),
};

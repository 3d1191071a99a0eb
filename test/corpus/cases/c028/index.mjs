import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';

const sessions = new Map();

const sidOf = (req) => /sid=([^;]+)/.exec(req.headers.cookie ?? '')?.[1];

const routes = {
  'POST /login': (req, res) => {
    const id = randomUUID();
    sessions.set(id, { user: 'demo' });
    res.writeHead(204, { 'Set-Cookie': `sid=${id}; HttpOnly; Path=/` }).end();
  },
  'GET /me': (req, res) => {
    const session = sessions.get(sidOf(req));
    res.writeHead(session ? 200 : 401).end(JSON.stringify(session ?? {}));
  },
  'POST /logout': (req, res) => {
    sessions.delete(sidOf(req));
    res.writeHead(204, { 'Set-Cookie': 'sid=; HttpOnly; Path=/; Max-Age=0' }).end();
  },
};

createServer((req, res) => {
  const handle = routes[`${req.method} ${req.url}`];
  if (!handle) return res.writeHead(404).end();
  handle(req, res);
}).listen(8080);

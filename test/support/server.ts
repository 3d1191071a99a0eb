import { flushCompileCache } from 'node:module';
import express from 'express';
import { createCurfew, StoreUnavailable, type SigningKey } from '../../src/index.ts';
import { guard, routes, sessionCookies } from '../../src/adapters/express.ts';
import { postgres } from '../../src/stores/postgres/index.ts';
import { redis } from '../../src/stores/redis/index.ts';
import { sqlite } from '../../src/stores/sqlite/index.ts';
import type { Store } from '../../src/index.ts';

/**
 * A small application, run as a process of its own by the tests: `DB` is the SQLite file or the URL of the store, `KEYS` the keys as
 * JSON, `COOKIES=1` puts the tokens into cookies. It prints its port.
 */
const curfew = createCurfew({
  store: storeAt(String(process.env['DB'])),
  issuer: {
    name: 'https://api.test',
    audience: 'api',
    keys: JSON.parse(String(process.env['KEYS'])) as SigningKey[],
  },
  staleness: Number(process.env['STALENESS'] ?? 1_000),
});
const options = process.env['COOKIES'] === '1' ? { cookies: sessionCookies() } : {};

const app = express();
app.disable('x-powered-by');
app.post('/login/:subject', async (request, response) => {
  const tokens = await curfew.issue({ subject: request.params.subject });
  if (options.cookies) response.append('set-cookie', options.cookies.set(tokens));
  response.json(tokens);
});
app.get('/health', (_request, response) => void response.json(curfew.health()));
app.use('/auth', routes(curfew, options));
app.use(guard(curfew, options));
app.all('/me', (request, response) => void response.json({ sub: request.auth.subject }));
app.get('/stream', (request, response) => {
  response.set('content-type', 'text/event-stream');
  response.write('data: open\n\n');
  request.auth.signal.addEventListener('abort', () => response.end('data: closed\n\n'), { once: true });
});
app.use((error: Error, _request: unknown, response: express.Response, _next: unknown) => {
  response.status(error instanceof StoreUnavailable ? 503 : 500).json({ error: error.name });
});

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`port ${typeof address === 'object' ? address?.port : ''}`);
  // Now, since it will be killed.
  flushCompileCache();
});
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void curfew.close().then(() => process.exit(0)));
});

function storeAt(db: string): Store {
  if (db.startsWith('redis:')) return redis(db);
  return db.startsWith('postgres:') ? postgres(db) : sqlite(db);
}

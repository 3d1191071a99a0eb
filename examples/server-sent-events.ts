/**
 * A stream that ends at the logout, wherever the logout happens: `node examples/server-sent-events.ts`.
 * A socket or a long job hangs on `auth.signal` in the same way.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { guard, routes } from 'curfew/express';
import { sqlite } from 'curfew/stores/sqlite';
import express from 'express';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

const app = express();
app.post('/login', async (_req, res) => res.json(await curfew.issue({ subject: 'alice' }))); // check who it is
app.use('/auth', routes(curfew));
app.use(guard(curfew));

app.get('/events', (req, res) => {
  const { signal } = req.auth;
  res.set('content-type', 'text/event-stream').flushHeaders();
  const tick = setInterval(() => res.write(`data: ${Date.now()}\n\n`), 1_000);
  const end = (): void => void res.end('event: end\ndata: signed out\n\n');
  res.on('close', () => {
    clearInterval(tick);
    signal.removeEventListener('abort', end);
  });
  res.write('data: open\n\n');
  if (signal.aborted) end();
  else signal.addEventListener('abort', end);
});

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());

/**
 * Login, logout and one protected route on Hono: `node examples/hono.ts`, after `npm run build`. All but the last
 * lines is the same on Bun, with a store that runs there.
 *
 *   curl localhost:3000/login --json '{"username":"alice","password":"correct-horse"}'
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { guard, routes } from 'curfew/hono';
import { sqlite } from 'curfew/stores/sqlite';
import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const app = new Hono();

// #region quick start
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

app.post('/login', async (c) => c.json(await curfew.issue({ subject: await authenticate(c) })));
app.use(routes(curfew)); // POST /auth/refresh, /auth/logout … GET, DELETE /auth/sessions …
app.use(guard(curfew)); // everything below needs a live token
app.get('/me', (c) => c.json({ sub: c.var.auth.subject }));
// #endregion

/** Yours: says who somebody is, by a password, a passkey, a magic link. */
async function authenticate(c: Context): Promise<string> {
  const { username, password } = await c.req.json<Record<string, unknown>>();
  if (username === 'alice' && password === 'correct-horse') return username;
  throw new HTTPException(401, { message: 'the name or the password is wrong' });
}

export const server = serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 3000) }) as Server;
server.on('close', () => void curfew.close());

/**
 * Login, logout and one protected answer on Koa: `node examples/koa.ts`, after `npm run build`.
 *
 *   curl localhost:3000/login --json '{"username":"alice","password":"correct-horse"}'
 */
import { existsSync, readFileSync } from 'node:fs';
import { json } from 'node:stream/consumers';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { guard, routes } from 'curfew/koa';
import { sqlite } from 'curfew/stores/sqlite';
import Koa, { type Context, type Next } from 'koa';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const app = new Koa();

// #region quick start
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

app.use(login); // on POST /login: ctx.body = await curfew.issue({ subject: await authenticate(ctx) })
app.use(routes(curfew)); // POST /auth/refresh, /auth/logout … GET, DELETE /auth/sessions …
app.use(guard(curfew)); // everything below needs a live token
app.use((ctx) => void (ctx.body = { sub: ctx.state.auth.subject }));
// #endregion

async function login(ctx: Context, next: Next): Promise<void> {
  if (ctx.method !== 'POST' || ctx.path !== '/login') return void (await next());
  ctx.body = await curfew.issue({ subject: await authenticate(ctx) });
}

/** Yours: says who somebody is, by a password, a passkey, a magic link. */
async function authenticate(ctx: Context): Promise<string> {
  const { username, password } = (await json(ctx.req)) as Record<string, unknown>;
  if (username === 'alice' && password === 'correct-horse') return username;
  return ctx.throw(401, 'the name or the password is wrong');
}

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());

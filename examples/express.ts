/**
 * Login, logout and one protected route: `node examples/express.ts`, after `npm run build`.
 *
 *   curl -d username=alice -d password=correct-horse localhost:3000/login
 */
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { guard, routes } from 'curfew/express';
import { sqlite } from 'curfew/stores/sqlite';
import express, { type Request } from 'express';

/** `npx curfew keys --out keys.json` makes that file. Without it, a restart signs everybody out. */
const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const app = express().use(express.urlencoded());

// #region readme
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

app.post('/login', async (req, res) => res.json(await curfew.issue({ subject: await authenticate(req) })));
app.use('/auth', routes(curfew)); // POST /auth/refresh, /auth/logout … GET, DELETE /auth/sessions …
app.use(guard(curfew)); // everything below needs a live token
app.get('/me', (req, res) => res.json({ sub: req.auth.subject }));
// #endregion

/** Yours: says who somebody is, by a password, a passkey, a magic link. */
async function authenticate(req: Request): Promise<string> {
  const { username, password } = (req.body ?? {}) as Record<string, unknown>;
  if (username === 'alice' && password === 'correct-horse') return username;
  throw Object.assign(new Error('the name or the password is wrong'), { status: 401 });
}

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());

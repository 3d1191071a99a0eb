/**
 * The same for browsers: the tokens are in cookies that no script can read. `node examples/express-cookies.ts`.
 * Browsers keep `Secure` cookies over HTTPS only; most make an exception for localhost.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { guard, routes, sessionCookies, type HttpOptions } from 'curfew/express';
import { sqlite } from 'curfew/stores/sqlite';
import express, { type Request } from 'express';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

const cookies = sessionCookies({ sameSite: 'Lax' });
// `routes` clears what the login sets, so both must be given the same cookies.
const options: HttpOptions = { cookies };

const app = express().use(express.urlencoded());
app.post('/login', async (req, res) => {
  const tokens = await curfew.issue({ subject: await authenticate(req) });
  res.append('set-cookie', cookies.set(tokens));
  const { session, expiresAt, refreshExpiresAt, ticket } = tokens; // what the page may know: no token
  res.json({ session, expiresAt, refreshExpiresAt, ticket });
});
app.use('/auth', routes(curfew, options));
app.use(guard(curfew, options));
app.get('/me', (req, res) => res.json({ sub: req.auth.subject }));
app.post('/transfer', (_req, res) => res.json({ done: true })); // safe from forgery: `guard` refuses other sites

/** Yours: says who somebody is, by a password, a passkey, a magic link. */
async function authenticate(req: Request): Promise<string> {
  const { username, password } = (req.body ?? {}) as Record<string, unknown>;
  if (username === 'alice' && password === 'correct-horse') return username;
  throw Object.assign(new Error('the name or the password is wrong'), { status: 401 });
}

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());

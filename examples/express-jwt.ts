/**
 * Login, logout and one protected route where express-jwt is in use already: `node examples/express-jwt.ts`, after
 * `npm run build`. It knows no EdDSA, so the key is one for ES256: `npx curfew keys --alg ES256 --out keys.json`.
 *
 *   curl localhost:3000/login --json '{"username":"alice","password":"correct-horse"}'
 */
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { routes } from 'curfew/express';
import { authOf, isRevoked, problems } from 'curfew/passport';
import { sqlite } from 'curfew/stores/sqlite';
import express, { type Request } from 'express';
import { expressjwt, type GetVerificationKey } from 'express-jwt';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey('ES256')];
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});
const app = express();

/** The key that a token says it was signed with. */
const secret: GetVerificationKey = async (_req, token) => {
  const jwk = (await curfew.jwks()).keys.find(({ kid }) => kid === token?.header.kid);
  return jwk && createPublicKey({ key: jwk, format: 'jwk' });
};

// #region quick start
app.post('/login', express.json(), async (req, res) => res.json(await curfew.issue(await who(req))));
app.use('/auth', routes(curfew)); // POST /auth/refresh, /auth/logout … GET, DELETE /auth/sessions …
app.use(expressjwt({ secret, algorithms: ['ES256'], isRevoked: isRevoked(curfew) }));
app.get('/me', (req, res) => res.json({ sub: authOf(req).subject }));
app.use(problems); // 503 when the store cannot say, with Retry-After
// #endregion

/** Yours: says who somebody is, by a password, a passkey, a magic link. */
async function who(req: Request): Promise<{ subject: string }> {
  const { username, password } = (req.body ?? {}) as Record<string, unknown>;
  if (username === 'alice' && password === 'correct-horse') return { subject: username };
  throw Object.assign(new Error('the name or the password is wrong'), { status: 401 });
}

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());

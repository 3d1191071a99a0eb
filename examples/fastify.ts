/**
 * Login, logout and one protected route on Fastify: `node examples/fastify.ts`, after `npm run build`.
 *
 *   curl localhost:3000/login --json '{"username":"alice","password":"correct-horse"}'
 */
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { curfewPlugin } from 'curfew/fastify';
import { sqlite } from 'curfew/stores/sqlite';
import fastify, { type FastifyRequest } from 'fastify';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const app = fastify();

// #region quick start
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

app.register(curfewPlugin, { curfew }); // POST /auth/refresh, /auth/logout …; every other route needs a live token
app.post('/login', { config: { public: true } }, async (request) =>
  app.curfew.issue({ subject: await authenticate(request) }),
);
app.get('/me', async (request) => ({ sub: request.auth.subject }));
// #endregion

/** Yours: says who somebody is, by a password, a passkey, a magic link. */
async function authenticate(request: FastifyRequest): Promise<string> {
  const { username, password } = (request.body ?? {}) as Record<string, unknown>;
  if (username === 'alice' && password === 'correct-horse') return username;
  throw Object.assign(new Error('the name or the password is wrong'), { statusCode: 401 });
}

app.addHook('onClose', () => curfew.close());
await app.listen({ port: Number(process.env['PORT'] ?? 3000) });
export const { server } = app;
server.on('close', () => void app.close());

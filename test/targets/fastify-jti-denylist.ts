import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import fastify, { type FastifyInstance } from 'fastify';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { findUser, seed } from './support/accounts.ts';
import { OBJECT } from './support/bodies.ts';
import { running } from './support/running.ts';
import type { Running, Target } from './target.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function application(database: DatabaseSync): FastifyInstance {
  const users = seed();
  database.exec('CREATE TABLE revoked (jti TEXT PRIMARY KEY, expires INTEGER)');
  const revoke = database.prepare('INSERT OR IGNORE INTO revoked VALUES (?, ?)');
  const revoked = database.prepare('SELECT 1 FROM revoked WHERE jti = ?');

  /** Undefined for a token that opens nothing. */
  async function claimsOf(authorization = ''): Promise<JWTPayload | undefined> {
    try {
      const { payload } = await jwtVerify(authorization.slice('Bearer '.length), publicKey, {
        algorithms: ['ES256'],
        requiredClaims: ['jti', 'exp'],
      });
      return revoked.get(payload.jti ?? '') ? undefined : payload;
    } catch {
      return undefined;
    }
  }

  const app = fastify();
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    void reply.code(error.statusCode ?? 500).send({ statusCode: error.statusCode ?? 500 });
  });
  app.post<{ Body: Record<string, unknown> }>('/login', OBJECT, async ({ body }, reply) => {
    const user = findUser(users, body['email'], body['password']);
    if (!user) return reply.code(401).send({ statusCode: 401 });
    const token = new SignJWT({ name: user.name })
      .setProtectedHeader({ alg: 'ES256' })
      .setSubject(`user:${user.id}`)
      .setJti(randomUUID())
      .setExpirationTime('30m');
    return { jwt: await token.sign(privateKey) };
  });
  app.get('/me', async ({ headers, id }, reply) => {
    const claims = await claimsOf(headers.authorization);
    reply.header('x-request-id', id);
    return claims ? { sub: claims.sub, name: claims['name'] } : reply.code(401).send({ statusCode: 401 });
  });
  app.post('/logout', async ({ headers }, reply) => {
    const claims = await claimsOf(headers.authorization);
    if (claims) revoke.run(claims.jti ?? '', claims.exp ?? 0);
    return reply.code(204).send();
  });
  return app;
}

async function start(): Promise<Running> {
  const database = new DatabaseSync(':memory:');
  const app = application(database);
  app.addHook('onClose', async () => database.close());
  return running(await app.listen({ host: '127.0.0.1', port: 0 }), async () => app.close());
}

export const fastifyJtiDenylist: Target = {
  name: 'fastify-jti-denylist',
  title: 'Fastify, JWT (ES256): a denylist by jti, in SQLite',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /login, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {access: $.jwt}
me: {get: /me, auth: "Bearer {access}"}
logout: {post: /logout, auth: "Bearer {access}"}
budget: {access: 0s, scope: device}
`,
  start,
};

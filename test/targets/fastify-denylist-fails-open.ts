import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { Redis } from 'ioredis';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { RedisServer } from '../support/redis-server.ts';
import { findUser, seed } from './support/accounts.ts';
import { OBJECT } from './support/bodies.ts';
import { running } from './support/running.ts';
import type { Running, Target } from './target.ts';

const SECRET = randomUUID();
const TTL = 900;

function application(redis: Redis): FastifyInstance {
  const users = seed();
  const app = fastify();

  async function isRevoked(jti: string): Promise<boolean> {
    try {
      return (await redis.exists(`denylist:${jti}`)) === 1;
    } catch {
      // Nobody shall be locked out because Redis is down.
      return false;
    }
  }

  async function authenticated(authorization = ''): Promise<JwtPayload | undefined> {
    try {
      const payload = jwt.verify(authorization.slice('Bearer '.length), SECRET) as JwtPayload;
      return (await isRevoked(String(payload.jti))) ? undefined : payload;
    } catch {
      return undefined;
    }
  }

  app.post<{ Body: Record<string, unknown> }>('/v1/login', OBJECT, async ({ body }, reply) => {
    const user = findUser(users, body['username'], body['password']);
    if (!user) return reply.code(401).send({ title: 'Unauthorized' });
    const signing = { subject: user.email, jwtid: randomUUID(), expiresIn: TTL };
    return { token: jwt.sign({}, SECRET, signing) };
  });
  app.get('/v1/me', async ({ headers }, reply) => {
    const claims = await authenticated(headers.authorization);
    return claims ? { email: claims.sub } : reply.code(401).send({ title: 'Unauthorized' });
  });
  app.post('/v1/logout', async ({ headers }, reply) => {
    const claims = await authenticated(headers.authorization);
    if (!claims) return reply.code(401).send({ title: 'Unauthorized' });
    try {
      await redis.set(`denylist:${claims.jti}`, 1, 'EX', TTL);
    } catch {
      return reply.code(503).header('retry-after', '1').send({ title: 'Try again' });
    }
    return reply.code(204).send();
  });
  return app;
}

/** The process of each Redis, by the address of the application that uses it. */
const stores = new Map<string, number>();

async function start(): Promise<Running> {
  const server = await RedisServer.start();
  const redis = new Redis(server.port, '127.0.0.1', { commandTimeout: 1_500, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  const app = application(redis);
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  stores.set(base, server.pid);
  return running(base, async () => {
    await app.close();
    redis.disconnect();
    await server[Symbol.asyncDispose]();
  });
}

export const fastifyDenylistFailsOpen: Target = {
  name: 'fastify-denylist-fails-open',
  title: 'Fastify, JWT (HS256), Redis: while Redis does not answer, the denylist counts as empty',
  faults: ['P14'],
  plan: (base) => `
base: ${base}/v1
login: {post: /login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /me, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /logout, auth: "Bearer {access}"}
outage: {stop: kill -STOP ${stores.get(base)}, start: kill -CONT ${stores.get(base)}}
budget: {access: 0s}
`,
  start,
};

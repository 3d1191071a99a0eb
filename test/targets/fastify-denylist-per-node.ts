import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { findUser, seed } from './support/accounts.ts';
import { OBJECT } from './support/bodies.ts';
import { running } from './support/running.ts';
import type { Running, Target } from './target.ts';

declare module 'fastify' {
  interface FastifyRequest {
    claims: JWTPayload;
  }
}

const secret = new TextEncoder().encode(randomUUID());

/** One process: its denylist is in its own memory. */
function node(): FastifyInstance {
  const users = seed();
  const denylist = new Set<string>();
  const app = fastify();
  app.decorateRequest('claims');

  app.post<{ Body: Record<string, unknown> }>('/login', OBJECT, async ({ body }, reply) => {
    const user = findUser(users, body['username'], body['password']);
    if (!user) return reply.code(401).send({ message: 'Login failed' });
    const token = await new SignJWT({ name: user.name })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user.username)
      .setJti(randomUUID())
      .setExpirationTime('10m')
      .sign(secret);
    return { token };
  });

  app.register(async (api) => {
    api.addHook('onRequest', async (request, reply) => {
      try {
        const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
        const { payload } = await jwtVerify(token, secret);
        if (denylist.has(payload.jti ?? '')) throw new Error('revoked');
        request.claims = payload;
      } catch {
        await reply.code(401).send({ message: 'Unauthorized', reqId: request.id });
      }
    });
    api.get('/me', async ({ claims }) => ({ username: claims.sub, name: claims['name'] }));
    api.post('/logout', async ({ claims }, reply) => {
      denylist.add(claims.jti ?? '');
      return reply.code(204).send();
    });
  });
  return app;
}

const siblings = new Map<string, readonly string[]>();

async function start(): Promise<Running> {
  const nodes = [node(), node()];
  const bases = await Promise.all(nodes.map((one) => one.listen({ host: '127.0.0.1', port: 0 })));
  const [base = ''] = bases;
  siblings.set(base, bases);
  const stop = async (): Promise<void> => void (await Promise.all(nodes.map((one) => one.close())));
  return running(base, stop, bases);
}

export const fastifyDenylistPerNode: Target = {
  name: 'fastify-denylist-per-node',
  title: 'Fastify, JWT (HS256), two nodes: each has a denylist of its own, so the other goes on accepting',
  faults: ['P02'],
  mayAlso: ['P01', 'P17'],
  plan: (base) => `
base: [${(siblings.get(base) ?? [base]).join(', ')}]
login: {post: /login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /me, auth: "Bearer {access}", canary: Alice Archer}
logout: {post: /logout, auth: "Bearer {access}"}
budget: {access: 0s}
`,
  start,
};

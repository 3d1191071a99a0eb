import { randomBytes } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { findUser, seed, type Account } from './support/accounts.ts';
import { OBJECT } from './support/bodies.ts';
import { cookieOf } from './support/cookies.ts';
import { running } from './support/running.ts';
import type { Target } from './target.ts';

interface Session {
  readonly id: string;
  readonly user: Account;
}

const random = (): string => randomBytes(24).toString('base64url');
const cookie = (name: string, value: string, more: string): string =>
  `${name}=${value}; Path=/; SameSite=Lax${more}${value === '' ? '; Max-Age=0' : ''}`;

/** Every change needs the value of the cookie `csrf` in a header, which another site can neither read nor send. */
function isForged(request: FastifyRequest): boolean {
  const known = cookieOf(request.raw, 'csrf');
  return request.method !== 'GET' && (!known || request.headers['x-csrf-token'] !== known);
}

function application(): FastifyInstance {
  const users = seed();
  const sessions = new Map<string, Session>();
  const app = fastify();
  const sessionOf = (request: FastifyRequest): Session | undefined =>
    sessions.get(cookieOf(request.raw, 'session') ?? '');
  const refuse = (reply: FastifyReply): FastifyReply => reply.code(401).send({ detail: 'Not authenticated' });

  app.addHook('onRequest', async (request, reply) => {
    if (isForged(request)) await reply.code(403).send({ detail: 'CSRF token missing or incorrect' });
  });
  app.get('/csrf', async (_request, reply) => {
    reply
      .header('set-cookie', cookie('csrf', random(), ''))
      .code(204)
      .send();
    return reply;
  });
  app.post<{ Body: Record<string, unknown> }>('/login', OBJECT, async ({ body }, reply) => {
    const user = findUser(users, body['username'], body['password']);
    if (!user) return refuse(reply);
    const id = random();
    sessions.set(id, { id, user });
    return reply.header('set-cookie', cookie('session', id, '; HttpOnly')).send({ detail: 'ok' });
  });
  app.get('/me', async (request, reply) => {
    const session = sessionOf(request);
    return session ? { id: session.user.id, email: session.user.email } : refuse(reply);
  });
  app.post('/logout', async (request, reply) => {
    sessions.delete(sessionOf(request)?.id ?? '');
    return reply.header('set-cookie', cookie('session', '', '; HttpOnly')).send({ detail: 'ok' });
  });
  app.post<{ Body: Record<string, unknown> }>('/password', OBJECT, async (request, reply) => {
    const session = sessionOf(request);
    if (!session) return refuse(reply);
    const { id, user } = session;
    if (request.body['old'] !== user.password) return reply.code(400).send({ detail: 'wrong password' });
    user.password = String(request.body['new']);
    for (const other of sessions.values())
      if (other.user === user && other.id !== id) sessions.delete(other.id);
    return { detail: 'ok' };
  });
  return app;
}

export const fastifyPasswordEndsSessions: Target = {
  name: 'fastify-password-ends-sessions',
  title: 'Fastify, session cookie, double-submit CSRF: a change of the password ends all other sessions',
  faults: [],
  plan: (base) => `
base: ${base}
variables: {password: $AUDIT_PASS}
login:
  - {get: /csrf, capture: {csrf: "cookie:csrf"}}
  - {post: /login, headers: {x-csrf-token: "{csrf}"}, json: {username: $AUDIT_USER, password: "{password}"}}
capture: {cookies: all}
me: {get: /me, canary: alice@example.com}
logout: {post: /logout, headers: {x-csrf-token: "{csrf}"}}
password:
  change: {post: /password, headers: {x-csrf-token: "{csrf}"}, json: {old: "{password}", new: "{newPassword}"}}
  restore: {post: /password, headers: {x-csrf-token: "{csrf}"}, json: {old: "{newPassword}", new: "{password}"}}
budget: {access: 0s, scope: device}
`,
  start: async () => {
    const app = application();
    return running(await app.listen({ host: '127.0.0.1', port: 0 }), async () => app.close());
  },
};

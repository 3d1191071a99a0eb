import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { findUser, seed, type Account } from './support/accounts.ts';
import { OBJECT } from './support/bodies.ts';
import { cookieOf } from './support/cookies.ts';
import { running } from './support/running.ts';
import type { Target } from './target.ts';

const ACCESS = 'access=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax';

interface Session {
  readonly access: string;
  readonly refresh: string;
  readonly user: Account;
}

const idOf = (refresh: string): string => refresh.split('.', 1)[0] ?? '';

function application(): FastifyInstance {
  const users = seed();
  const sessions = new Map<string, Session>();

  function cookies(id: string, user: Account): string[] {
    const session = { access: randomUUID(), refresh: `${id}.${randomUUID()}`, user };
    sessions.set(id, session);
    return [
      `access=${session.access}; Path=/; Max-Age=900; HttpOnly; SameSite=Lax`,
      `refresh=${session.refresh}; Path=/api/auth; Max-Age=2592000; HttpOnly; SameSite=Strict`,
    ];
  }

  const app = fastify();
  app.post<{ Body: Record<string, unknown> }>('/api/auth/login', OBJECT, async ({ body }, reply) => {
    const user = findUser(users, body['email'], body['password']);
    if (!user) return reply.code(401).send({ error: 'UNAUTHENTICATED' });
    return reply.header('set-cookie', cookies(randomUUID(), user)).send({ name: user.name });
  });
  app.post('/api/auth/refresh', async (request, reply) => {
    const old = cookieOf(request.raw, 'refresh') ?? '';
    const session = sessions.get(idOf(old));
    if (session?.refresh !== old) return reply.code(401).send({ error: 'UNAUTHENTICATED' });
    const { user } = session;
    return reply.header('set-cookie', cookies(idOf(old), user)).send({ name: user.name });
  });
  app.post('/api/auth/logout', async (request, reply) => {
    sessions.delete(idOf(cookieOf(request.raw, 'refresh') ?? ''));
    // The refresh cookie has another path, so the browser keeps it.
    const gone = [ACCESS, ACCESS.replace('access=', 'refresh=')];
    return reply.code(204).header('set-cookie', gone).send();
  });
  app.get('/api/me', async (request, reply) => {
    const access = cookieOf(request.raw, 'access');
    const session = [...sessions.values()].find((one) => one.access === access);
    if (!session) return reply.code(401).send({ error: 'UNAUTHENTICATED' });
    return { id: session.user.id, email: session.user.email };
  });
  return app;
}

export const fastifyCookieOtherPath: Target = {
  name: 'fastify-cookie-other-path',
  title: 'Fastify, pair in cookies: the refresh cookie is cleared with another path, so that it stays',
  faults: ['P08'],
  plan: (base) => `
base: ${base}/api
login: {post: /auth/login, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {cookies: all, access: "cookie:access", refresh: "cookie:refresh"}
me: {get: /me, canary: alice@example.com}
refresh: {post: /auth/refresh}
logout: {post: /auth/logout}
budget: {access: 0s, refresh: 0s, scope: device}
`,
  start: async () => {
    const app = application();
    return running(await app.listen({ host: '127.0.0.1', port: 0 }), async () => app.close());
  },
};

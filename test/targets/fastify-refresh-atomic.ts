import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { findUser, seed, type Account } from './support/accounts.ts';
import { OBJECT } from './support/bodies.ts';
import { running } from './support/running.ts';
import type { Running, Target } from './target.ts';

const SCHEMA = `
  CREATE TABLE sessions (id TEXT PRIMARY KEY, user_id INTEGER, refresh TEXT);
  CREATE TABLE access (token TEXT PRIMARY KEY, session TEXT REFERENCES sessions ON DELETE CASCADE);
`;

function application(database: DatabaseSync): FastifyInstance {
  const users = seed();
  database.exec(SCHEMA);
  const insert = database.prepare('INSERT INTO sessions VALUES (?, ?, ?)');
  // One statement that changes the row only if it is still there and still has this token.
  const rotate = database.prepare('UPDATE sessions SET refresh = ? WHERE refresh = ? RETURNING id');
  const grant = database.prepare('INSERT INTO access VALUES (?, ?)');
  const find = database.prepare(
    'SELECT id, user_id FROM access JOIN sessions ON id = session WHERE token = ?',
  );
  const end = database.prepare('DELETE FROM sessions WHERE id = ?');

  const refused = (reply: FastifyReply): FastifyReply => reply.code(401).send({ code: 'TOKEN_INVALID' });

  function sessionOf(authorization = ''): { id: string; user: Account } | undefined {
    const row = find.get(authorization.slice('Bearer '.length));
    const user = users.find(({ id }) => id === row?.['user_id']);
    return row && user ? { id: String(row['id']), user } : undefined;
  }

  const app = fastify();
  app.post<{ Body: Record<string, unknown> }>('/auth/sign-in', OBJECT, async ({ body }, reply) => {
    const user = findUser(users, body['identifier'], body['password']);
    if (!user) return refused(reply);
    const [accessToken, refreshToken] = [randomUUID(), randomUUID()] as const;
    const id = randomUUID();
    insert.run(id, user.id, refreshToken);
    grant.run(accessToken, id);
    return { accessToken, refreshToken };
  });
  app.post<{ Body: Record<string, unknown> }>('/auth/refresh', OBJECT, async ({ body }, reply) => {
    const [accessToken, refreshToken] = [randomUUID(), randomUUID()] as const;
    // The way to the database, during which a logout may get there first.
    await delay(5);
    const row = rotate.get(refreshToken, String(body['refreshToken']));
    if (!row) return refused(reply);
    grant.run(accessToken, String(row['id']));
    return { accessToken, refreshToken };
  });
  app.get('/users/current', async ({ headers }, reply) => {
    const session = sessionOf(headers.authorization);
    return session ? { id: session.user.id, email: session.user.email } : refused(reply);
  });
  app.delete('/auth/session', async ({ headers }, reply) => {
    const session = sessionOf(headers.authorization);
    if (!session) return refused(reply);
    end.run(session.id);
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

export const fastifyRefreshAtomic: Target = {
  name: 'fastify-refresh-atomic',
  title:
    'Fastify, SQLite, opaque pair: a refresh changes its row in one statement, if the row is still there',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /auth/sign-in, json: {identifier: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.accessToken, refresh: $.refreshToken}
me: {get: /users/current, auth: "Bearer {access}", canary: alice@example.com}
refresh: {post: /auth/refresh, json: {refreshToken: "{refresh}"}}
logout: {delete: /auth/session, auth: "Bearer {access}"}
budget: {access: 0s, refresh: 0s, scope: device}
`,
  start,
};

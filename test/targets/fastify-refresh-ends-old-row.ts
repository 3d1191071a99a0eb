import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import fastify, { type FastifyInstance } from 'fastify';
import { findUser, seed, type Account } from './support/accounts.ts';
import { OBJECT } from './support/bodies.ts';
import { running } from './support/running.ts';
import type { Running, Target } from './target.ts';

const SCHEMA = `
  CREATE TABLE access_tokens (hash TEXT PRIMARY KEY, user_id INTEGER, family TEXT);
  CREATE TABLE refresh_tokens (hash TEXT PRIMARY KEY, user_id INTEGER, family TEXT, replaced INTEGER DEFAULT 0);
`;
const hashOf = (token: unknown): string => createHash('sha256').update(String(token)).digest('hex');

function application(database: DatabaseSync): FastifyInstance {
  const users = seed();
  database.exec(SCHEMA);

  function issue(user: number, family: string): object {
    const [access_token, refresh_token] = [randomBytes(24), randomBytes(48)].map((one) =>
      one.toString('hex'),
    );
    const values = [user, family] as const;
    database.prepare('INSERT INTO access_tokens VALUES (?, ?, ?)').run(hashOf(access_token), ...values);
    database
      .prepare('INSERT INTO refresh_tokens (hash, user_id, family) VALUES (?, ?, ?)')
      .run(hashOf(refresh_token), ...values);
    return { access_token, refresh_token, token_type: 'Bearer' };
  }

  function userOf(authorization = ''): Account | undefined {
    const row = database
      .prepare('SELECT user_id FROM access_tokens WHERE hash = ?')
      .get(hashOf(authorization.slice('Bearer '.length)));
    return users.find(({ id }) => id === row?.['user_id']);
  }

  const app = fastify();
  app.post<{ Body: Record<string, unknown> }>('/oauth/token', OBJECT, async ({ body }, reply) => {
    if (body['grant_type'] === 'password') {
      const user = findUser(users, body['username'], body['password']);
      return user ? issue(user.id, randomUUID()) : reply.code(400).send({ error: 'invalid_grant' });
    }
    const row = database
      .prepare(
        'UPDATE refresh_tokens SET replaced = 1 WHERE hash = ? AND replaced = 0 RETURNING user_id, family',
      )
      .get(hashOf(body['refresh_token']));
    if (!row) return reply.code(400).send({ error: 'invalid_grant' });
    database.prepare('DELETE FROM access_tokens WHERE family = ?').run(String(row['family']));
    return issue(Number(row['user_id']), String(row['family']));
  });
  app.get('/userinfo', async ({ headers }, reply) => {
    const user = userOf(headers.authorization);
    if (!user) return reply.code(401).send({ error: 'invalid_token' });
    return { sub: String(user.id), preferred_username: user.username, email: user.email };
  });
  app.post<{ Body: Record<string, unknown> }>('/oauth/logout', OBJECT, async ({ body, headers }, reply) => {
    const token = (headers.authorization ?? '').slice('Bearer '.length);
    database.prepare('DELETE FROM access_tokens WHERE hash = ?').run(hashOf(token));
    // The row that the login has made; those that came after it are of the same family, and stay.
    database
      .prepare(
        `DELETE FROM refresh_tokens WHERE rowid = (SELECT MIN(rowid) FROM refresh_tokens
         WHERE family = (SELECT family FROM refresh_tokens WHERE hash = ?))`,
      )
      .run(hashOf(body['refresh_token']));
    return reply.code(200).send({});
  });
  return app;
}

async function start(): Promise<Running> {
  const database = new DatabaseSync(':memory:');
  const app = application(database);
  app.addHook('onClose', async () => database.close());
  return running(await app.listen({ host: '127.0.0.1', port: 0 }), async () => app.close());
}

export const fastifyRefreshEndsOldRow: Target = {
  name: 'fastify-refresh-ends-old-row',
  title:
    'Fastify, SQLite: after a rotation, the logout deletes the row of the first refresh token, not of the last',
  faults: ['P03'],
  mayAlso: ['P05'],
  plan: (base) => `
base: ${base}
login: {post: /oauth/token, json: {grant_type: password, username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.access_token, refresh: $.refresh_token}
me: {get: /userinfo, auth: "Bearer {access}"}
refresh: {post: /oauth/token, json: {grant_type: refresh_token, refresh_token: "{refresh}"}}
logout: {post: /oauth/logout, auth: "Bearer {access}", json: {refresh_token: "{refresh}"}}
budget: {access: 0s, refresh: 0s}
`,
  start,
};

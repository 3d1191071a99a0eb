/**
 * GraphQL over Express: `node examples/graphql.ts`, after `npm run build`. The guard stands before the endpoint, and
 * resolvers find out in their context who asks.
 *
 *   curl localhost:3000/graphql --json '{"query":"{ me }"}' -H "authorization: Bearer $TOKEN"
 */
import { EventEmitter, once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type Auth, type SigningKey } from 'curfew';
import { guard, routes } from 'curfew/express';
import { sqlite } from 'curfew/stores/sqlite';
import express, { type Request } from 'express';
import { buildSchema } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/express';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});
const app = express();

const schema = buildSchema(`
  type Query {
    me: String!
    "Waits for the next thing that somebody says, or for one's own logout."
    heard: String!
  }
  type Mutation {
    say(text: String!): Boolean!
  }
`);
const room = new EventEmitter();
const rootValue = {
  me: (_: object, { auth }: { auth: Auth }) => auth.subject,
  say: ({ text }: { text: string }, { auth }: { auth: Auth }) =>
    room.emit('said', `${auth.subject}: ${text}`),
  // What takes long hangs on the signal: the answer ends when the token does.
  heard: async (_: object, { auth }: { auth: Auth }) =>
    String((await once(room, 'said', { signal: auth.signal }))[0]),
};

// #region quick start
app.post('/login', express.json(), async (req, res) => res.json(await curfew.issue(await who(req))));
app.use('/auth', routes(curfew)); // POST /auth/refresh, /auth/logout … GET, DELETE /auth/sessions …
app.use(guard(curfew)); // everything below needs a live token
app.all('/graphql', createHandler({ schema, rootValue, context: (req) => ({ auth: req.raw.auth }) }));
// #endregion

/** Yours: says who somebody is, by a password, a passkey, a magic link. */
async function who(req: Request): Promise<{ subject: string }> {
  const { username, password } = (req.body ?? {}) as Record<string, unknown>;
  if ((username === 'alice' || username === 'bob') && password === 'correct-horse')
    return { subject: username };
  throw Object.assign(new Error('the name or the password is wrong'), { status: 401 });
}

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());

import { randomBytes } from 'node:crypto';
import express, { type Express } from 'express';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { cluster } from './support/running.ts';
import type { Running, Target } from './target.ts';

/** How long a node believes what the database has said, ms. */
const CACHE_TTL = 3_000;

/** The database that the nodes share. */
class Database {
  readonly #users = seed();
  readonly #sessions = new Map<string, Account>();

  open(login: unknown, password: unknown): string | undefined {
    const user = findUser(this.#users, login, password);
    if (!user) return undefined;
    const token = randomBytes(32).toString('hex');
    this.#sessions.set(token, user);
    return token;
  }
  async find(token: string): Promise<Account | undefined> {
    return this.#sessions.get(token);
  }
  async remove(token: string): Promise<void> {
    this.#sessions.delete(token);
  }
}

/** Every node looks into its own cache first, since the database is far away. */
function node(database: Database): Express {
  const cache = new Map<string, { user: Account; until: number }>();

  async function userOf(token: string): Promise<Account | undefined> {
    const cached = cache.get(token);
    if (cached && cached.until > Date.now()) return cached.user;
    const user = await database.find(token);
    if (user) cache.set(token, { user, until: Date.now() + CACHE_TTL });
    return user;
  }

  const app = express();
  app.use(express.json());
  app.post('/v2/sessions', (req, res) => {
    const token = database.open(req.body?.login, req.body?.password);
    if (token === undefined) {
      res.status(422).json({ errors: ['login failed'] });
      return;
    }
    res.status(201).json({ data: { token } });
  });
  app.use(async (req, res, next) => {
    const token = bearerOf(req) ?? '';
    const user = await userOf(token);
    if (!user) {
      res.status(401).json({ errors: ['not signed in'] });
      return;
    }
    res.locals['user'] = user;
    res.locals['token'] = token;
    next();
  });
  app.get('/v2/account', (_req, res) => {
    const { id, email, name } = res.locals['user'] as Account;
    res.json({ data: { id, email, name } });
  });
  app.delete('/v2/sessions/current', async (_req, res) => {
    await database.remove(res.locals['token']);
    cache.delete(res.locals['token']);
    res.status(200).json({ data: { signed_out: true } });
  });
  return app;
}

const siblings = new Map<string, readonly string[]>();

async function start(): Promise<Running> {
  const database = new Database();
  const nodes = await cluster([node(database), node(database)]);
  siblings.set(nodes.base, nodes.bases ?? []);
  return nodes;
}

export const expressCachedSessionCheck: Target = {
  name: 'express-cached-session-check',
  title:
    'Express, opaque tokens, two nodes: the node that has not seen the logout believes its cache for 3 s',
  faults: ['P02'],
  mayAlso: ['P01', 'P07'],
  plan: (base) => `
base: [${(siblings.get(base) ?? [base]).join(', ')}]
login: {post: /v2/sessions, json: {login: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.data.token}
me: {get: /v2/account, auth: "Bearer {access}"}
logout: {delete: /v2/sessions/current, auth: "Bearer {access}"}
budget: {access: 0s}
`,
  start,
};

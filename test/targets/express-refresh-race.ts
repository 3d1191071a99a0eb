import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import express, { type Express } from 'express';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

interface Session {
  readonly user: Account;
  access: string;
  refresh: string;
}

/** A repository over a database that takes 5 ms to write. */
class Sessions {
  readonly #rows = new Map<string, Session>();

  async findOne(wanted: Partial<Session>): Promise<[id: string, session: Session] | undefined> {
    return [...this.#rows].find(
      ([, { access, refresh }]) => access === wanted.access || refresh === wanted.refresh,
    );
  }
  async save(id: string, session: Session): Promise<void> {
    await delay(5);
    this.#rows.set(id, session);
  }
  async delete(id: string): Promise<void> {
    this.#rows.delete(id);
  }
}

function application(): Express {
  const users = seed();
  const sessions = new Sessions();
  const app = express();
  app.use(express.json());

  async function write(id: string, user: Account): Promise<object> {
    const session = { user, access: randomUUID(), refresh: randomUUID() };
    await sessions.save(id, session);
    return { accessToken: session.access, refreshToken: session.refresh };
  }

  app.post('/auth/sign-in', async (req, res) => {
    const user = findUser(users, req.body?.identifier, req.body?.password);
    if (!user) {
      res.status(400).json({ message: 'Bad credentials' });
      return;
    }
    res.json(await write(randomUUID(), user));
  });
  app.post('/auth/refresh', async (req, res) => {
    const found = await sessions.findOne({ refresh: String(req.body?.refreshToken) });
    if (!found) {
      res.status(401).json({ message: 'Session expired' });
      return;
    }
    const [id, { user }] = found;
    // Writes the session whether or not it is still there.
    res.json(await write(id, user));
  });
  app.use(async (req, res, next) => {
    const found = await sessions.findOne({ access: bearerOf(req) ?? '' });
    if (!found) {
      res.status(401).json({ message: 'Session expired' });
      return;
    }
    [res.locals['id'], res.locals['session']] = found;
    next();
  });
  app.get('/users/current', (_req, res) => {
    const { id, email } = res.locals['session'].user;
    res.json({ id, email });
  });
  app.post('/auth/sign-out', async (_req, res) => {
    await sessions.delete(res.locals['id']);
    res.sendStatus(204);
  });
  return app;
}

export const expressRefreshRace: Target = {
  name: 'express-refresh-race',
  title: 'Express, opaque pair: a refresh that began before the logout writes the session again after it',
  faults: ['P05'],
  plan: (base) => `
base: ${base}
login: {post: /auth/sign-in, json: {identifier: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.accessToken, refresh: $.refreshToken}
me: {get: /users/current, auth: "Bearer {access}", canary: alice@example.com}
refresh: {post: /auth/refresh, json: {refreshToken: "{refresh}"}}
logout: {post: /auth/sign-out, auth: "Bearer {access}"}
budget: {access: 0s, refresh: 0s, scope: device}
`,
  start: () => served(application()),
};

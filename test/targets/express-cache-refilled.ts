import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import express, { type CookieOptions, type Express } from 'express';
import { findUser, seed, type Account } from './support/accounts.ts';
import { cookieOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const COOKIE: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/' };
/** How long a session that nobody uses stays in the cache, and how long a read takes, ms. */
const [IDLE, READ] = [60_000, 5];

function application(): Express {
  const users = seed();
  const table = new Map<string, Account>();
  const cache = new Map<string, { user: Account; expires: number }>();
  const app = express();
  app.use(express.json());

  async function load(sid: string): Promise<Account | undefined> {
    const hit = cache.get(sid);
    const user = hit && hit.expires > Date.now() ? hit.user : table.get(sid);
    await delay(READ);
    // Sliding: every read writes the entry anew, whatever has happened in the meantime.
    if (user) cache.set(sid, { user, expires: Date.now() + IDLE });
    return user;
  }

  app.post('/auth', (req, res) => {
    const user = findUser(users, req.body?.name, req.body?.secret);
    if (!user) {
      res.status(401).json({ ok: false });
      return;
    }
    const sid = randomBytes(20).toString('hex');
    table.set(sid, user);
    res.cookie('connect.id', sid, COOKIE).json({ ok: true });
  });
  app.get('/auth/me', async (req, res) => {
    const user = await load(cookieOf(req, 'connect.id') ?? '');
    if (!user) {
      res.status(401).json({ ok: false, reason: 'anonymous' });
      return;
    }
    res.json({ ok: true, user: { id: user.id, email: user.email } });
  });
  app.post('/auth/logout', (req, res) => {
    const sid = cookieOf(req, 'connect.id') ?? '';
    table.delete(sid);
    cache.delete(sid);
    res.clearCookie('connect.id', COOKIE).json({ ok: true });
  });
  return app;
}

export const expressCacheRefilled: Target = {
  name: 'express-cache-refilled',
  title:
    'Express, session cookie: a read that is under way during the logout puts the session back into the cache',
  faults: ['P07'],
  mayAlso: ['P02'],
  plan: (base) => `
base: ${base}
login: {post: /auth, json: {name: $AUDIT_USER, secret: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /auth/me, canary: alice@example.com}
logout: {post: /auth/logout}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};

import { randomBytes } from 'node:crypto';
import express, { type CookieOptions, type Express, type RequestHandler } from 'express';
import { findUser, seed, type Account } from './support/accounts.ts';
import { cookieOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const OPTIONS: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/' };

function application(): Express {
  const users = seed();
  const sessions = new Map<string, Account>();
  const app = express();
  app.use(express.json());

  const member: RequestHandler = (req, res, next) => {
    const user = sessions.get(cookieOf(req, '_session_id') ?? '');
    if (!user) {
      res.status(401).json({ error: 'You need to sign in.' });
      return;
    }
    res.locals['user'] = user;
    next();
  };

  app.post('/users/sign_in', (req, res) => {
    const user = findUser(users, req.body?.user?.email, req.body?.user?.password);
    if (!user) {
      res.status(401).json({ error: 'Invalid email or password.' });
      return;
    }
    const id = randomBytes(16).toString('hex');
    sessions.set(id, user);
    res
      .cookie('_session_id', id, OPTIONS)
      .status(201)
      .json({ user: { id: user.id } });
  });
  app.delete('/users/sign_out', (req, res) => {
    sessions.delete(cookieOf(req, '_session_id') ?? '');
    res.clearCookie('_session_id', OPTIONS).sendStatus(204);
  });
  app.get('/users/edit', member, (_req, res) => {
    const { id, email, name } = res.locals['user'] as Account;
    res.json({ user: { id, email, name } });
  });
  app.put('/users/password', member, (req, res) => {
    const user = res.locals['user'] as Account;
    if (req.body?.current_password !== user.password) {
      res.status(422).json({ error: 'is wrong' });
      return;
    }
    user.password = String(req.body?.password);
    res.json({ ok: true });
  });
  return app;
}

export const expressPasswordKeepsSessions: Target = {
  name: 'express-password-keeps-sessions',
  title: 'Express, session cookie: a change of the password leaves all other sessions open',
  faults: ['P16'],
  plan: (base) => `
base: ${base}/users
login: {post: /sign_in, json: {user: {email: alice@example.com, password: $AUDIT_PASS}}}
capture: {cookies: all}
me: {get: /edit, canary: alice@example.com}
logout: {delete: /sign_out}
password:
  change: {put: /password, json: {current_password: "{password}", password: "{newPassword}"}}
  restore: {put: /password, json: {current_password: "{newPassword}", password: "{password}"}}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};

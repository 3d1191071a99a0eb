import { randomBytes } from 'node:crypto';
import express, { type CookieOptions, type Express, type RequestHandler } from 'express';
import { findUser, seed, type Account } from './support/accounts.ts';
import { cookieOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

/** The single-page application reads it, to know whether somebody is signed in. */
const OPTIONS: CookieOptions = { httpOnly: false, sameSite: 'strict', path: '/' };

function application(): Express {
  const users = seed();
  const tokens = new Map<string, Account>();
  const app = express();
  app.use(express.json());

  const auth: RequestHandler = (req, res, next) => {
    const user = tokens.get(cookieOf(req, 'auth_token') ?? '');
    if (!user) {
      res.status(401).json({ code: 401, msg: 'Not logged in' });
      return;
    }
    res.locals['user'] = user;
    next();
  };

  app.post('/user/login', (req, res) => {
    const user = findUser(users, req.body?.userName, req.body?.password);
    if (!user) {
      res.status(401).json({ code: 401, msg: 'Wrong user or password' });
      return;
    }
    const token = randomBytes(32).toString('base64url');
    tokens.set(token, user);
    res.cookie('auth_token', token, OPTIONS).json({ code: 0, data: { nick: user.name } });
  });
  app.get('/user/info', auth, (_req, res) => {
    const { id, email } = res.locals['user'] as Account;
    res.json({ code: 0, data: { userId: id, mail: email }, ts: Date.now() });
  });
  app.post('/user/logout', auth, (req, res) => {
    tokens.delete(cookieOf(req, 'auth_token') ?? '');
    res.clearCookie('auth_token', OPTIONS).json({ code: 0 });
  });
  return app;
}

export const expressReadableCookie: Target = {
  name: 'express-readable-cookie',
  title: 'Express, opaque token in a cookie: scripts can read the cookie',
  faults: ['P09'],
  plan: (base) => `
base: ${base}
login: {post: /user/login, json: {userName: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /user/info, canary: alice@example.com}
logout: {post: /user/logout}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};

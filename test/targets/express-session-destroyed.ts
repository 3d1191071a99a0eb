import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import session, { MemoryStore } from 'express-session';
import { findUser, seed } from './support/accounts.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

declare module 'express-session' {
  interface SessionData {
    email: string;
  }
}

const COOKIE = { httpOnly: true, sameSite: 'lax', path: '/' } as const;

function application(): Express {
  const users = seed();
  const app = express();
  app.use(
    express.json(),
    session({
      secret: randomUUID(),
      store: new MemoryStore(),
      resave: false,
      saveUninitialized: false,
      cookie: COOKIE,
    }),
  );

  const isAuthenticated: RequestHandler = (req, res, next) => {
    if (req.session.email === undefined) {
      res.status(403).json({ message: 'Access denied' });
      return;
    }
    next();
  };

  app.post('/login', (req, res, next) => {
    const user = findUser(users, req.body?.username, req.body?.password);
    if (!user) {
      res.status(403).json({ message: 'Access denied' });
      return;
    }
    req.session.regenerate((failed: unknown) => {
      if (failed) return next(failed);
      req.session.email = user.email;
      req.session.save((error: unknown) => (error ? next(error) : res.json({ message: `Hi ${user.name}` })));
    });
  });
  app.get('/me', isAuthenticated, (req, res) => {
    res.json({ email: req.session.email, cookie: req.session.cookie.originalMaxAge });
  });
  app.post('/logout', (req, res, next) => {
    req.session.destroy((error: unknown) => {
      if (error) return next(error);
      res.clearCookie('connect.sid', COOKIE).json({ message: 'Bye' });
    });
  });
  return app;
}

export const expressSessionDestroyed: Target = {
  name: 'express-session-destroyed',
  title: 'express-session: the logout destroys the session in the store',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /me, canary: alice@example.com}
logout: {post: /logout}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};

import { randomBytes } from 'node:crypto';
import express, { type Express } from 'express';
import session, { MemoryStore } from 'express-session';
import { findUser, seed } from './support/accounts.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

declare module 'express-session' {
  interface SessionData {
    userId: number;
  }
}

function application(): Express {
  const users = seed();
  const app = express();
  app.use(express.urlencoded());
  app.use(
    session({
      name: 'bank.sid',
      secret: randomBytes(32).toString('hex'),
      store: new MemoryStore(),
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax' },
    }),
  );

  app.get('/login', (_req, res) => {
    res.type('html').send('<form method="post"><input name="user"><input name="pin" type="password"></form>');
  });
  app.post('/login', (req, res, next) => {
    const user = findUser(users, req.body?.user, req.body?.pin);
    if (!user) {
      res.redirect(303, '/login');
      return;
    }
    req.session.regenerate((error: unknown) => {
      if (error) return next(error);
      req.session.userId = user.id;
      res.redirect(303, '/statement');
    });
  });
  app.get('/statement', (req, res) => {
    const user = users.find(({ id }) => id === req.session.userId);
    // The statement takes long to compute.
    res.set('cache-control', 'private, max-age=600');
    if (!user) {
      res.set('cache-control', 'no-store').redirect('/login');
      return;
    }
    res.type('html').send(`<title>Statement</title><h1>${user.name}</h1><p>Account ${user.id}: 1 234.56</p>`);
  });
  app.post('/logout', (req, res, next) => {
    req.session.destroy((error: unknown) => {
      if (error) return next(error);
      res.clearCookie('bank.sid', { httpOnly: true, sameSite: 'lax' }).redirect(303, '/login');
    });
  });
  return app;
}

export const expressPageInBrowserCache: Target = {
  name: 'express-page-in-browser-cache',
  title: 'express-session, HTML: the browser may show the personal page from its cache for ten minutes',
  faults: ['P10'],
  plan: (base) => `
base: ${base}
login: {post: /login, form: {user: $AUDIT_USER, pin: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /statement, canary: Alice Archer}
logout: {post: /logout}
page: /statement
budget: {access: 0s}
`,
  start: () => served(application()),
};

import { randomBytes, randomUUID } from 'node:crypto';
import express, { type Express, type Request, type RequestHandler } from 'express';
import session, { MemoryStore } from 'express-session';
import { findUser, seed } from './support/accounts.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

declare module 'express-session' {
  interface SessionData {
    csrf: string;
    member: number;
  }
}

const COOKIE = { httpOnly: true, sameSite: 'lax', path: '/' } as const;
const hidden = (req: Request): string =>
  `<input type="hidden" name="_csrf" value="${(req.session.csrf ??= randomBytes(18).toString('base64url'))}">`;
const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><body>${body}<footer>${new Date().toUTCString()}</footer>`;

function application(): Express {
  const users = seed();
  const app = express();
  app.use(express.urlencoded());
  app.use(
    session({
      name: 'library',
      secret: randomUUID(),
      store: new MemoryStore(),
      resave: false,
      saveUninitialized: false,
      cookie: COOKIE,
    }),
  );
  app.use((_req, res, next) => {
    res.set('cache-control', 'no-store');
    next();
  });

  const csrf: RequestHandler = (req, res, next) => {
    const expected = req.session.csrf;
    if (expected !== undefined && req.body?._csrf === expected) return next();
    res.status(403).send(page('Forbidden', '<p>This form has expired. Please go back and try again.</p>'));
  };

  app.get('/login', (req, res) => {
    const fields = '<input name="card"><input name="pin" type="password"><button>Sign in</button>';
    res.send(page('Sign in', `<form method="post" action="/login">${hidden(req)}${fields}</form>`));
  });
  app.post('/login', csrf, (req, res, next) => {
    const user = findUser(users, req.body.card, req.body.pin);
    if (!user) {
      res.redirect(303, '/login?wrong');
      return;
    }
    req.session.regenerate((error: unknown) => {
      if (error) return next(error);
      req.session.member = user.id;
      res.redirect(303, '/loans');
    });
  });
  app.get('/loans', (req, res) => {
    const user = users.find(({ id }) => id === req.session.member);
    if (!user) {
      res.redirect('/login');
      return;
    }
    const form = `<form method="post" action="/logout">${hidden(req)}<button>Sign out</button></form>`;
    res.send(page('My loans', `<h1>${user.name}</h1><p>Reminders go to ${user.email}</p>${form}`));
  });
  app.post('/logout', csrf, (req, res, next) => {
    req.session.destroy((error: unknown) => {
      if (error) return next(error);
      res.clearCookie('library', COOKIE).redirect(303, '/login');
    });
  });
  return app;
}

export const expressHtmlForms: Target = {
  name: 'express-html-forms',
  title: 'express-session, HTML forms with a hidden CSRF field, redirects',
  faults: [],
  plan: (base) => `
base: ${base}
login:
  - {get: /login, capture: {csrf: 'pattern:name="_csrf" value="([^"]+)"'}}
  - {post: /login, form: {_csrf: "{csrf}", card: $AUDIT_USER, pin: $AUDIT_PASS}}
  - {get: /loans, capture: {csrf: 'pattern:name="_csrf" value="([^"]+)"'}}
capture: {cookies: all}
me: {get: /loans, canary: alice@example.com}
logout: {post: /logout, form: {_csrf: "{csrf}"}}
page: /loans
budget: {access: 0s}
`,
  start: () => served(application()),
};

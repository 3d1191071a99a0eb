import { randomUUID } from 'node:crypto';
import express, { type CookieOptions, type Express } from 'express';
import { findUser, seed, type Account } from './support/accounts.ts';
import { cookieOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const OPTIONS: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/' };
/** Of the days when the shop had sub-domains. */
const COOKIE_DOMAIN = '.shop.example.com';

function application(): Express {
  const users = seed();
  const baskets = new Map<string, Account>();
  const app = express();
  app.use(express.urlencoded());

  app.post('/account/login', (req, res) => {
    const user = findUser(users, req.body?.email, req.body?.password);
    if (!user) {
      res.status(401).type('html').send('<p>Please check your password.</p>');
      return;
    }
    const id = randomUUID();
    baskets.set(id, user);
    res.cookie('shop_session', id, OPTIONS).redirect(303, '/account');
  });
  app.get('/account', (req, res) => {
    const user = baskets.get(cookieOf(req, 'shop_session') ?? '');
    res.set('cache-control', 'no-store').type('html');
    if (!user) {
      res.send('<h1>Hello guest</h1><a href="/account/login">Sign in</a>');
      return;
    }
    res.send(`<h1>Hello ${user.name}</h1><p>Your orders, ${user.email}</p><p>${new Date().toString()}</p>`);
  });
  app.post('/account/logout', (req, res) => {
    baskets.delete(cookieOf(req, 'shop_session') ?? '');
    res.clearCookie('shop_session', { ...OPTIONS, domain: COOKIE_DOMAIN }).redirect(303, '/account');
  });
  return app;
}

export const expressCookieOtherDomain: Target = {
  name: 'express-cookie-other-domain',
  title: 'Express, HTML: the session cookie is cleared for another domain, so that the browser keeps it',
  faults: ['P08'],
  plan: (base) => `
base: ${base}
login: {post: /account/login, form: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /account, canary: alice@example.com}
logout: {post: /account/logout}
budget: {access: 0s}
`,
  start: () => served(application()),
};

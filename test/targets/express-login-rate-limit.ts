import { randomBytes } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

/** A bucket of ten logins, into which one more drips every second. */
function limited(): RequestHandler {
  const [size, every] = [10, 1_000];
  let level = size;
  let filled = Date.now();
  return (_req, res, next) => {
    const drops = Math.floor((Date.now() - filled) / every);
    level = Math.min(size, level + drops);
    filled += drops * every;
    res.set('RateLimit-Limit', String(size)).set('RateLimit-Remaining', String(Math.max(0, level - 1)));
    if (level === 0) {
      res.status(429).set('Retry-After', '1').send('Too many login attempts');
      return;
    }
    level -= 1;
    next();
  };
}

function application(): Express {
  const users = seed();
  const tokens = new Map<string, Account>();
  const app = express();
  app.use(express.json());

  app.post('/login', limited(), (req, res) => {
    const user = findUser(users, req.body?.email, req.body?.password);
    if (!user) {
      res.status(401).json({ message: 'These credentials do not match our records.' });
      return;
    }
    const token = `${user.id}|${randomBytes(30).toString('base64url')}`;
    tokens.set(token, user);
    res.json({ token });
  });
  app.get('/user', (req, res) => {
    const user = tokens.get(bearerOf(req) ?? '');
    if (!user) {
      res.status(401).json({ message: 'Unauthenticated.' });
      return;
    }
    res.json({ id: user.id, email: user.email, name: user.name });
  });
  app.post('/logout', (req, res) => {
    const known = tokens.delete(bearerOf(req) ?? '');
    res.status(known ? 204 : 401).end();
  });
  return app;
}

export const expressLoginRateLimit: Target = {
  name: 'express-login-rate-limit',
  title: 'Express, opaque tokens: ten logins at once, then one a second, and 429 to the others',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /login, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /user, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /logout, auth: "Bearer {access}"}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};

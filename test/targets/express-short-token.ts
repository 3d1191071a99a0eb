import { randomBytes, randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import { expressjwt, type Request } from 'express-jwt';
import jwt from 'jsonwebtoken';
import { findUser, seed, type Account } from './support/accounts.ts';
import { cookieOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const SECRET = randomUUID();
/** How long an access token lives, seconds: what the owner declares that a logout may take. */
const ACCESS_TTL = 2;
const COOKIE = { httpOnly: true, sameSite: 'strict', path: '/auth' } as const;

const tokenFor = (id: string): string => `${id}.${randomBytes(32).toString('base64url')}`;
const idOf = (token = ''): string => token.split('.', 1)[0] ?? '';

function application(): Express {
  const users = seed();
  /** By the id of the login, with the one refresh token that is good. */
  const logins = new Map<string, { readonly user: Account; current: string }>();
  const app = express();
  app.use(express.json());

  const accessFor = (user: Account): { access_token: string; expires_in: number } => ({
    access_token: jwt.sign({ email: user.email }, SECRET, { subject: `${user.id}`, expiresIn: ACCESS_TTL }),
    expires_in: ACCESS_TTL,
  });

  app.post('/auth/login', (req, res) => {
    const user = findUser(users, req.body?.email, req.body?.password);
    if (!user) {
      res.status(401).json({ error: 'invalid_credentials' });
      return;
    }
    const id = randomUUID();
    const token = tokenFor(id);
    logins.set(id, { user, current: token });
    res.cookie('rt', token, COOKIE).json(accessFor(user));
  });
  app.post('/auth/refresh', (req, res) => {
    const old = cookieOf(req, 'rt');
    const login = logins.get(idOf(old));
    if (!login || login.current !== old) {
      res.status(401).json({ error: 'invalid_refresh_token' });
      return;
    }
    login.current = tokenFor(idOf(old));
    res.cookie('rt', login.current, COOKIE).json(accessFor(login.user));
  });
  app.post('/auth/logout', (req, res) => {
    logins.delete(idOf(cookieOf(req, 'rt')));
    res.clearCookie('rt', COOKIE).sendStatus(204);
  });
  app.get('/me', expressjwt({ secret: SECRET, algorithms: ['HS256'] }), (req: Request, res) => {
    res.json({ sub: req.auth?.sub, email: req.auth?.['email'] });
  });
  app.use(((error, _req, res, _next) => {
    res.status(error.status ?? 500).json({ error: error.code ?? 'internal' });
  }) satisfies express.ErrorRequestHandler);
  return app;
}

export const expressShortToken: Target = {
  name: 'express-short-token',
  title:
    'Express with express-jwt: the access token lives for 2 s, as declared, and the refresh token is revoked',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /auth/login, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {access: $.access_token, cookies: all}
me: {get: /me, auth: "Bearer {access}", canary: alice@example.com}
refresh: {post: /auth/refresh}
logout: {post: /auth/logout}
budget: {access: 3s, refresh: 0s, scope: device}
`,
  start: () => served(application()),
};

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import express, { type CookieOptions, type Express, type Response } from 'express';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { findUser, seed, type Account } from './support/accounts.ts';
import { cookieOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const SECRET = randomUUID();
const ACCESS: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/' };
const REFRESH: CookieOptions = { httpOnly: true, sameSite: 'strict', path: '/auth' };

/** All tokens that come from one login. */
interface Family {
  readonly id: string;
  readonly user: Account;
  current: string;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

function application(): Express {
  const users = seed();
  const families = new Map<string, Family>();
  const app = express();
  app.use(express.json());

  function hand(res: Response, family: Family): void {
    const token = `${family.id}.${randomBytes(32).toString('base64url')}`;
    family.current = hashOf(token);
    const access = jwt.sign({ fam: family.id }, SECRET, { jwtid: randomUUID(), expiresIn: '10m' });
    res.cookie('access_token', access, ACCESS).cookie('refresh_token', token, REFRESH);
  }
  function familyOf(access: string | undefined): Family | undefined {
    try {
      return families.get((jwt.verify(access ?? '', SECRET) as JwtPayload)['fam']);
    } catch {
      return undefined;
    }
  }

  app.post('/auth/login', (req, res) => {
    const user = findUser(users, req.body?.email, req.body?.password);
    if (!user) {
      res.status(401).json({ error: 'invalid_credentials' });
      return;
    }
    const family = { id: randomUUID(), user, current: '' };
    families.set(family.id, family);
    hand(res, family);
    res.json({ name: user.name });
  });
  app.post('/auth/refresh', (req, res) => {
    const token = cookieOf(req, 'refresh_token') ?? '';
    const family = families.get(token.split('.')[0] ?? '');
    if (!family) {
      res.status(401).json({ error: 'invalid_token' });
      return;
    }
    if (family.current !== hashOf(token)) {
      // Somebody has a copy: nobody can tell which of the two is the thief.
      families.delete(family.id);
      {
        res.status(401).json({ error: 'token_reused' });
        return;
      }
    }
    hand(res, family);
    res.json({ name: family.user.name });
  });
  app.post('/auth/logout', (req, res) => {
    const [byRefresh] = (cookieOf(req, 'refresh_token') ?? '').split('.');
    const byAccess = familyOf(cookieOf(req, 'access_token'))?.id;
    for (const id of [byRefresh, byAccess]) families.delete(id ?? '');
    res.clearCookie('access_token', ACCESS).clearCookie('refresh_token', REFRESH).sendStatus(204);
  });
  app.get('/me', (req, res) => {
    const family = familyOf(cookieOf(req, 'access_token'));
    if (!family) {
      res.status(401).json({ error: 'unauthenticated' });
      return;
    }
    res.json({ id: family.user.id, email: family.user.email });
  });
  return app;
}

export const expressRotationWithReuseDetection: Target = {
  name: 'express-rotation-with-reuse-detection',
  title: 'Express, pair in cookies: rotation, and a refresh token that comes twice ends the login',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /auth/login, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {cookies: all, access: "cookie:access_token", refresh: "cookie:refresh_token"}
me: {get: /me, canary: alice@example.com}
refresh: {post: /auth/refresh}
logout: {post: /auth/logout}
budget: {access: 0s, refresh: 0s, scope: device}
`,
  start: () => served(application()),
};

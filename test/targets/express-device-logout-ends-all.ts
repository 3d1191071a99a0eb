import { randomUUID } from 'node:crypto';
import express, { type CookieOptions, type Express, type RequestHandler } from 'express';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { findUser, seed, type Account } from './support/accounts.ts';
import { cookieOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const SECRET = randomUUID();
const COOKIE: CookieOptions = { httpOnly: true, sameSite: 'lax', maxAge: 86_400_000 };

function application(): Express {
  const users = seed();
  /** Tokens of an older version are refused. */
  const versions = new Map<number, number>();
  const app = express();
  app.use(express.json());

  const protect: RequestHandler = (req, res, next) => {
    try {
      const { sub, ver } = jwt.verify(cookieOf(req, 'jwt') ?? '', SECRET) as JwtPayload;
      const user = users.find(({ id }) => String(id) === sub);
      if (!user || ver !== (versions.get(user.id) ?? 0)) throw new Error('outdated');
      res.locals['user'] = user;
      next();
    } catch {
      res
        .status(401)
        .json({ status: 'fail', message: 'You are not logged in. Please log in to get access.' });
    }
  };

  app.post('/api/v1/users/login', (req, res) => {
    const user = findUser(users, req.body?.email, req.body?.password);
    if (!user) {
      res.status(401).json({ status: 'fail', message: 'Incorrect email or password' });
      return;
    }
    const ver = versions.get(user.id) ?? 0;
    res.cookie('jwt', jwt.sign({ ver }, SECRET, { subject: `${user.id}`, expiresIn: '1d' }), COOKIE);
    res.json({ status: 'success' });
  });
  app.post('/api/v1/users/logout', protect, (_req, res) => {
    const { id } = res.locals['user'] as Account;
    versions.set(id, (versions.get(id) ?? 0) + 1);
    const { maxAge: _, ...options } = COOKIE;
    res.clearCookie('jwt', options).json({ status: 'success' });
  });
  app.get('/api/v1/users/me', protect, (_req, res) => {
    const { id, email, name } = res.locals['user'] as Account;
    res.json({
      status: 'success',
      requestedAt: new Date().toISOString(),
      data: { user: { id, email, name } },
    });
  });
  return app;
}

export const expressDeviceLogoutEndsAll: Target = {
  name: 'express-device-logout-ends-all',
  title: 'Express, JWT in a cookie: "log out of this device" counts the version up, and ends all devices',
  faults: ['P04'],
  plan: (base) => `
base: ${base}/api/v1/users
login: {post: /login, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /me, canary: alice@example.com}
logout: {post: /logout}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};

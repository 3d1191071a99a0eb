import { randomUUID } from 'node:crypto';
import express, { type RequestHandler } from 'express';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { findUser, seed } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import { FOLLOWS_FROM_REPLAY, type Target } from './target.ts';

const JWT_SECRET = randomUUID();

function application(): express.Express {
  const users = seed();
  const app = express();
  app.use(express.json());
  app.use((_req, res, next) => {
    res.set('X-Request-Id', randomUUID());
    next();
  });

  const authenticate: RequestHandler = (req, res, next) => {
    try {
      const payload = jwt.verify(bearerOf(req) ?? '', JWT_SECRET) as JwtPayload;
      res.locals['user'] = users.find(({ id }) => String(id) === payload.sub);
      next();
    } catch {
      const timestamp = new Date().toISOString();
      res.status(401).json({ error: 'Unauthorized', requestId: res.get('X-Request-Id'), timestamp });
    }
  };

  app.post('/api/auth/login', (req, res) => {
    const user = findUser(users, req.body?.username, req.body?.password);
    if (!user) {
      res.status(401).json({ error: 'Invalid username or password' });
      return;
    }
    const token = jwt.sign({ role: 'user' }, JWT_SECRET, { subject: String(user.id), expiresIn: '15m' });
    res.json({ token, user: { id: user.id, username: user.username } });
  });
  app.post('/api/auth/logout', authenticate, (_req, res) => {
    // JWTs are stateless: the client drops its token.
    res.json({ message: 'Logged out successfully' });
  });
  app.get('/api/users/me', authenticate, (_req, res) => {
    const { password: _, ...profile } = res.locals['user'];
    res.json({ data: profile, servedAt: Date.now() });
  });
  return app;
}

export const expressJwtStateless: Target = {
  name: 'express-jwt-stateless',
  title: 'Express, JWT (HS256): the logout leaves it to the client to forget the token',
  faults: ['P01'],
  mayAlso: FOLLOWS_FROM_REPLAY,
  plan: (base) => `
base: ${base}
login: {post: /api/auth/login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /api/users/me, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /api/auth/logout, auth: "Bearer {access}"}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};

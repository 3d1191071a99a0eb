import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const SECRET = randomUUID();

function application(): Express {
  const users = seed();
  /** A column of the table of users: set by the logout, taken back by the login. */
  const loggedOut = new Set<number>();
  const app = express();
  app.use(express.json());

  const protect: RequestHandler = (req, res, next) => {
    try {
      const { sub } = jwt.verify(bearerOf(req) ?? '', SECRET) as JwtPayload;
      const user = users.find(({ id }) => String(id) === sub);
      if (!user || loggedOut.has(user.id)) throw new Error('logged out');
      res.locals['user'] = user;
      next();
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      res.status(401).json({ success: false, message });
    }
  };

  app.post('/users/authenticate', (req, res) => {
    const user = findUser(users, req.body?.username, req.body?.password);
    if (!user) {
      res.status(400).json({ success: false, message: 'Username or password is incorrect' });
      return;
    }
    loggedOut.delete(user.id);
    // Never the same twice.
    const token = jwt.sign({ nonce: randomUUID() }, SECRET, { subject: `${user.id}`, expiresIn: '7d' });
    res.json({ success: true, token });
  });
  app.post('/users/logout', protect, (_req, res) => {
    loggedOut.add((res.locals['user'] as Account).id);
    res.json({ success: true });
  });
  app.get('/users/profile', protect, (_req, res) => {
    const { id, username, email } = res.locals['user'] as Account;
    res.json({ success: true, user: { id, username, email } });
  });
  return app;
}

export const expressLoggedOutMark: Target = {
  name: 'express-logged-out-mark',
  title:
    'Express, JWT (HS256): the user is marked as logged out, and the next login brings old tokens back to life',
  faults: ['P17'],
  mayAlso: ['P04'],
  plan: (base) => `
base: ${base}/users
login: {post: /authenticate, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /profile, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /logout, auth: "Bearer {access}"}
budget: {access: 0s, scope: everywhere}
`,
  start: () => served(application()),
};

import { randomBytes } from 'node:crypto';
import express, { type CookieOptions, type Express } from 'express';
import { findUser, seed, type Account } from './support/accounts.ts';
import { cookieOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

/** The application also runs in frames of other sites. */
const OPTIONS: CookieOptions = { httpOnly: true, sameSite: 'none', secure: true, path: '/' };

function application(): Express {
  const users = seed();
  const sessions = new Map<string, Account>();
  const app = express();
  app.use(express.json(), express.urlencoded());

  app.post('/embed/login', (req, res) => {
    const user = findUser(users, req.body?.email, req.body?.password);
    if (!user) {
      res.status(400).json({ error: 'login_failed' });
      return;
    }
    const id = randomBytes(24).toString('base64url');
    sessions.set(id, user);
    res.cookie('embed_session', id, OPTIONS).json({ ok: 1 });
  });
  app.get('/embed/viewer', (req, res) => {
    const user = sessions.get(cookieOf(req, 'embed_session') ?? '');
    if (!user) {
      res.status(400).json({ error: 'no_viewer' });
      return;
    }
    res.json({ viewer: { id: user.id, email: user.email } });
  });
  app.post('/embed/logout', (req, res) => {
    sessions.delete(cookieOf(req, 'embed_session') ?? '');
    res.clearCookie('embed_session', OPTIONS).json({ ok: 1 });
  });
  return app;
}

export const expressCrossSiteLogout: Target = {
  name: 'express-cross-site-logout',
  title: 'Express, SameSite=None: the logout asks for nothing that another site could not send',
  faults: ['P12'],
  plan: (base) => `
base: ${base}/embed
login: {post: /login, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /viewer, canary: alice@example.com}
logout: {post: /logout}
budget: {access: 0s}
`,
  start: () => served(application()),
};

import { randomBytes } from 'node:crypto';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { findUser, seed, type Account } from './support/accounts.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const SECRET = randomBytes(32).toString('base64');
const COOKIE = 'better.session_token';
const OPTIONS = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;

interface Row {
  readonly id: string;
  readonly user: Account;
  readonly expiresAt: Date;
}

function application(): Hono {
  const users = seed();
  const rows = new Map<string, Row>();
  const app = new Hono().basePath('/api/auth');

  app.post('/sign-in/email', async (c) => {
    const { email, password } = await c.req.json<Record<string, unknown>>();
    const user = findUser(users, email, password);
    if (!user) return c.json({ code: 'INVALID_EMAIL_OR_PASSWORD' }, 401);
    const token = randomBytes(24).toString('base64url');
    const expiresAt = new Date(Date.now() + 7 * 86_400_000);
    rows.set(token, { id: randomBytes(8).toString('hex'), user, expiresAt });
    await setSignedCookie(c, COOKIE, token, SECRET, OPTIONS);
    return c.json({ redirect: false, user: { id: user.id, name: user.name } });
  });
  app.get('/get-session', async (c) => {
    const row = rows.get((await getSignedCookie(c, SECRET, COOKIE)) || '');
    c.header('Cache-Control', 'no-store');
    if (!row) return c.json(null);
    const { id, user, expiresAt } = row;
    return c.json({ session: { id, expiresAt }, user: { id: user.id, email: user.email, name: user.name } });
  });
  app.post('/sign-out', async (c) => {
    rows.delete((await getSignedCookie(c, SECRET, COOKIE)) || '');
    deleteCookie(c, COOKIE, OPTIONS);
    return c.json({ success: true });
  });
  return app;
}

export const honoSessionNull: Target = {
  name: 'hono-session-null',
  title: 'Hono, signed session cookie: "who am I" answers 200 and null to strangers',
  faults: [],
  plan: (base) => `
base: ${base}/api/auth
login: {post: /sign-in/email, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /get-session, canary: alice@example.com}
logout: {post: /sign-out}
budget: {access: 0s, scope: device}
`,
  start: () => served(getRequestListener(application().fetch)),
};

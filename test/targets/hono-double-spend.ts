import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Context } from 'hono';
import { findUser, seed, type Account } from './support/accounts.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

interface Login {
  readonly user: Account;
  readonly access: Set<string>;
  readonly refresh: Map<string, 'unused' | 'used'>;
  ended: boolean;
}

const HTTP_ONLY = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;

function application(): Hono {
  const users = seed();
  const logins = new Set<Login>();

  const loginOf = (holds: (login: Login) => boolean): Login | undefined =>
    [...logins].find((login) => !login.ended && holds(login));

  function renew(c: Context, login: Login): void {
    const [access, refresh] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')] as const;
    login.access.add(access);
    login.refresh.set(refresh, 'unused');
    setCookie(c, 'access_token', access, HTTP_ONLY);
    setCookie(c, 'refresh_token', refresh, HTTP_ONLY);
  }

  const app = new Hono();
  app.post('/login', async (c) => {
    const form = await c.req.formData();
    const user = findUser(users, form.get('email'), form.get('password'));
    if (!user) return c.json({ success: false }, 401);
    const login: Login = { user, access: new Set(), refresh: new Map(), ended: false };
    logins.add(login);
    renew(c, login);
    return c.json({ success: true });
  });
  app.post('/refresh', async (c) => {
    const token = getCookie(c, 'refresh_token') ?? '';
    const login = loginOf(({ refresh }) => refresh.get(token) === 'unused');
    if (!login) return c.json({ success: false }, 401);
    // The token is marked as used only when its row has been read and written back.
    await delay(5);
    if (login.ended) return c.json({ success: false }, 401);
    login.refresh.set(token, 'used');
    renew(c, login);
    return c.json({ success: true });
  });
  app.get('/me', (c) => {
    const login = loginOf(({ access }) => access.has(getCookie(c, 'access_token') ?? ''));
    return login
      ? c.json({ success: true, me: { id: login.user.id, email: login.user.email } })
      : c.json({ success: false, me: null }, 403);
  });
  app.post('/logout', (c) => {
    const token = getCookie(c, 'refresh_token') ?? '';
    const login = loginOf(({ refresh }) => refresh.has(token));
    if (login) login.ended = true;
    for (const name of ['access_token', 'refresh_token']) deleteCookie(c, name, HTTP_ONLY);
    return c.json({ success: true });
  });
  return app;
}

export const honoDoubleSpend: Target = {
  name: 'hono-double-spend',
  title: 'Hono, pair in cookies: two refreshes at the same time both get a pair of their own for one token',
  faults: ['P06'],
  plan: (base) => `
base: ${base}
login: {post: /login, form: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {cookies: all, access: "cookie:access_token", refresh: "cookie:refresh_token"}
me: {get: /me, canary: alice@example.com}
refresh: {post: /refresh}
logout: {post: /logout}
budget: {access: 0s, refresh: 0s, scope: device}
`,
  start: () => served(getRequestListener(application().fetch)),
};

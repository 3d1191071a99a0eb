import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import Koa, { type Context } from 'koa';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bodyOf } from './support/bodies.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const SECRET = new TextEncoder().encode(randomUUID());
const COOKIE = { httpOnly: true, sameSite: 'lax', path: '/' } as const;

function application(): Koa {
  const users = seed();
  const sessions = new Map<string, Account>();

  /** The session that a token or the cookie names; the token is for what other services ask. */
  async function idOf(ctx: Context): Promise<string> {
    const token = bearerOf(ctx.req);
    if (token === undefined) return ctx.cookies.get('session') ?? '';
    const { payload } = await jwtVerify(token, SECRET);
    return payload.jti ?? '';
  }

  const routes: Readonly<Record<string, (ctx: Context) => Promise<void>>> = {
    'POST /api/login': async (ctx) => {
      const { username, password } = await bodyOf(ctx);
      const user = findUser(users, username, password) ?? ctx.throw(401, 'Login failed');
      const id = randomUUID();
      sessions.set(id, user);
      ctx.cookies.set('session', id, COOKIE);
      const token = new SignJWT().setProtectedHeader({ alg: 'HS256' }).setJti(id).setExpirationTime('5m');
      ctx.body = { access_token: await token.sign(SECRET) };
    },
    'GET /api/me': async (ctx) => {
      const user = sessions.get(await idOf(ctx).catch(() => ctx.cookies.get('session') ?? ''));
      ctx.body = user ? { username: user.username, email: user.email } : { username: 'guest' };
    },
    'POST /api/logout': async (ctx) => {
      try {
        sessions.delete(await idOf(ctx));
        ctx.cookies.set('session', null, COOKIE);
      } catch {
        // The token is dead, so there is nothing to do; the cookie beside it is forgotten.
      }
      ctx.body = { success: true, message: 'Logged out' };
    },
  };

  const app = new Koa();
  app.silent = true;
  app.use((ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx));
  return app;
}

export const koaLogoutAlwaysOk: Target = {
  name: 'koa-logout-always-ok',
  title: 'Koa, session cookie and JWT: with an expired JWT the logout says "Logged out" and ends nothing',
  faults: ['P13'],
  plan: (base) => `
base: ${base}/api
login: {post: /login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.access_token, cookies: all}
me: {get: /me, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /logout, auth: "Bearer {access}"}
budget: {access: 0s, scope: device}
`,
  start: () => served(application().callback()),
};

import { randomBytes } from 'node:crypto';
import Koa, { type Context } from 'koa';
import { findUser, seed } from './support/accounts.ts';
import { bodyOf } from './support/bodies.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

/** One identifier opens the web application, as a cookie, and the API of the mobile one, as a bearer. */
interface Store {
  readonly sessions: Map<string, number>;
  readonly apiTokens: Map<string, number>;
}

function application(): Koa {
  const users = seed();
  const store: Store = { sessions: new Map(), apiTokens: new Map() };

  function userOf(ctx: Context): number | undefined {
    const bearer = bearerOf(ctx.req);
    if (bearer !== undefined) return store.apiTokens.get(bearer);
    return store.sessions.get(ctx.cookies.get('koa.sid') ?? '');
  }

  const routes: Readonly<Record<string, (ctx: Context) => void | Promise<void>>> = {
    'POST /signin': async (ctx) => {
      const { user: name, pass } = await bodyOf(ctx);
      const user = findUser(users, name, pass) ?? ctx.throw(400, 'wrong user or pass');
      const sid = randomBytes(24).toString('base64url');
      store.sessions.set(sid, user.id);
      store.apiTokens.set(sid, user.id);
      ctx.cookies.set('koa.sid', sid, { httpOnly: true, sameSite: 'strict' });
      ctx.body = { ok: true, name: user.name };
    },
    'GET /whoami': (ctx) => {
      const user = users.find(({ id }) => id === userOf(ctx)) ?? ctx.throw(400, 'no session');
      ctx.body = { uid: user.id, mail: user.email, at: new Date().toISOString() };
    },
    'POST /signout': (ctx) => {
      store.sessions.delete(ctx.cookies.get('koa.sid') ?? '');
      ctx.cookies.set('koa.sid', null, { httpOnly: true, sameSite: 'strict' });
      ctx.body = { ok: true };
    },
  };

  const app = new Koa();
  app.silent = true;
  app.use((ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx));
  return app;
}

export const koaCookieValueAsBearer: Target = {
  name: 'koa-cookie-value-as-bearer',
  title:
    'Koa, session cookie: the logout ends the session, and its identifier still opens the API as a bearer',
  faults: ['P01'],
  mayAlso: ['P02', 'P17'],
  plan: (base) => `
base: ${base}
login: {post: /signin, json: {user: $AUDIT_USER, pass: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /whoami, canary: alice@example.com}
logout: {post: /signout}
budget: {access: 0s}
`,
  start: () => served(application().callback()),
};

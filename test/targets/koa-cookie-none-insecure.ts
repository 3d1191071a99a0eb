import { randomUUID } from 'node:crypto';
import Koa, { type Context } from 'koa';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bodyOf } from './support/bodies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

/** `sid` is for this site; `embed` for the widget that partners put into theirs. */
const OPTIONS = {
  sid: { httpOnly: true, sameSite: 'lax', path: '/' },
  embed: { httpOnly: true, sameSite: 'none', secure: false, path: '/' },
} as const;

function application(): Koa {
  const users = seed();
  const sessions = new Map<string, Account>();
  const widgets = new Map<string, string>();

  const routes: Readonly<Record<string, (ctx: Context) => void | Promise<void>>> = {
    'POST /login': async (ctx) => {
      const { username, password } = await bodyOf(ctx);
      const user = findUser(users, username, password) ?? ctx.throw(401, 'bad credentials');
      const [sid, embed] = [randomUUID(), randomUUID()] as const;
      sessions.set(sid, user);
      widgets.set(embed, sid);
      ctx.cookies.set('sid', sid, OPTIONS.sid);
      ctx.cookies.set('embed', embed, OPTIONS.embed);
      ctx.status = 204;
    },
    'GET /account.json': (ctx) => {
      const sid = ctx.cookies.get('sid') ?? widgets.get(ctx.cookies.get('embed') ?? '') ?? '';
      const user = sessions.get(sid) ?? ctx.throw(403, 'sign in first');
      ctx.body = { account: { number: user.id, holder: user.name } };
    },
    'POST /logout': (ctx) => {
      sessions.delete(ctx.cookies.get('sid') ?? '');
      widgets.delete(ctx.cookies.get('embed') ?? '');
      ctx.cookies.set('sid', '', { ...OPTIONS.sid, maxAge: 0 });
      ctx.cookies.set('embed', '', { ...OPTIONS.embed, maxAge: 0 });
      ctx.status = 204;
    },
  };

  const app = new Koa();
  app.silent = true;
  app.use((ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx));
  return app;
}

export const koaCookieNoneInsecure: Target = {
  name: 'koa-cookie-none-insecure',
  title: 'Koa, two session cookies: one of them is SameSite=None and not Secure',
  faults: ['P09'],
  plan: (base) => `
base: ${base}
login: {post: /login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /account.json, canary: Alice Archer}
logout: {post: /logout}
budget: {access: 0s}
`,
  start: () => served(application().callback()),
};

import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import Koa, { type Context } from 'koa';
import { findUser, seed, type Account } from './support/accounts.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const OPTIONS = { httpOnly: true, sameSite: 'lax', path: '/' } as const;
const PAGE = '<!doctype html><title>Forum</title>';

function application(): Koa {
  const users = seed();
  const sessions = new Map<string, Account>();

  const routes: Readonly<Record<string, (ctx: Context) => void | Promise<void>>> = {
    'GET /login': (ctx) => {
      ctx.body = `${PAGE}<form method="post"><input name="u"><input name="p" type="password"></form>`;
    },
    'POST /login': async (ctx) => {
      const form = new URLSearchParams(await text(ctx.req));
      const user = findUser(users, form.get('u'), form.get('p'));
      if (!user) return ctx.redirect('/login?failed');
      const sid = randomBytes(16).toString('hex');
      sessions.set(sid, user);
      ctx.cookies.set('forum', sid, OPTIONS);
      ctx.redirect('/profile');
    },
    'GET /profile': (ctx) => {
      const user = sessions.get(ctx.cookies.get('forum') ?? '');
      if (!user) return ctx.redirect('/login');
      ctx.set('cache-control', 'no-store');
      ctx.body = `${PAGE}<p>${user.name} (${user.email}) <a href="/logout">Log out</a></p>`;
    },
    // A link is so much simpler than a form.
    'GET /logout': (ctx) => {
      sessions.delete(ctx.cookies.get('forum') ?? '');
      ctx.cookies.set('forum', null, OPTIONS);
      ctx.redirect('/login');
    },
  };

  const app = new Koa();
  app.silent = true;
  app.use((ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx));
  return app;
}

export const koaGetLogout: Target = {
  name: 'koa-get-logout',
  title: 'Koa, HTML: the logout is a link, so that any page can sign people out',
  faults: ['P12'],
  plan: (base) => `
base: ${base}
login: {post: /login, form: {u: $AUDIT_USER, p: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /profile, canary: alice@example.com}
logout: {get: /logout}
budget: {access: 0s}
`,
  start: () => served(application().callback()),
};

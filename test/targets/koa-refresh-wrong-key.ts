import { randomBytes } from 'node:crypto';
import Koa, { type Context } from 'koa';
import { findUser, seed } from './support/accounts.ts';
import { bodyOf } from './support/bodies.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

/** What a cache server holds: values by key. */
type Cache = Map<string, string>;

const accessKey = (token: string): string => `auth:access:${token}`;
const refreshKey = (user: string, token: string): string => `auth:refresh:${user}:${token}`;

function application(cache: Cache): Koa {
  const users = seed();

  function issue(username: string): object {
    const [access, refresh] = [randomBytes(20).toString('hex'), randomBytes(32).toString('hex')] as const;
    cache.set(accessKey(access), username);
    cache.set(refreshKey(username, refresh), access);
    return { result: { tokens: { access, refresh: `${username}.${refresh}` } } };
  }

  const routes: Readonly<Record<string, (ctx: Context) => void | Promise<void>>> = {
    'POST /rpc/login': async (ctx) => {
      const { login, password } = await bodyOf(ctx);
      const user = findUser(users, login, password);
      ctx.body = user ? issue(user.username) : { error: { code: -32001, message: 'login failed' } };
    },
    'POST /rpc/refresh': async (ctx) => {
      const given = String((await bodyOf(ctx))['refresh']);
      const [username = '', token = ''] = given.split('.');
      const access = cache.get(refreshKey(username, token));
      cache.delete(refreshKey(username, token));
      cache.delete(accessKey(access ?? ''));
      ctx.body = access ? issue(username) : { error: { code: -32002, message: 'unknown refresh token' } };
    },
    'POST /rpc/whoami': (ctx) => {
      const username = cache.get(accessKey(bearerOf(ctx.req) ?? ''));
      const user = users.find((one) => one.username === username);
      const result = user ? { id: user.id, email: user.email } : { guest: true };
      ctx.body = { result, time: Date.now() };
    },
    'POST /rpc/logout': async (ctx) => {
      const { refresh } = await bodyOf(ctx);
      const access = bearerOf(ctx.req) ?? '';
      const username = cache.get(accessKey(access));
      cache.delete(accessKey(access));
      // `refresh` begins with the name already, so this is the key of nothing.
      cache.delete(refreshKey(username ?? '', String(refresh)));
      ctx.body = { result: true };
    },
  };

  const app = new Koa();
  app.silent = true;
  app.use((ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx));
  return app;
}

export const koaRefreshWrongKey: Target = {
  name: 'koa-refresh-wrong-key',
  title: 'Koa, opaque pair, always 200: the logout deletes a key that is not the one of the refresh token',
  faults: ['P03'],
  mayAlso: ['P05'],
  plan: (base) => `
base: ${base}/rpc
login: {post: /login, json: {login: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.result.tokens.access, refresh: $.result.tokens.refresh}
me: {post: /whoami, auth: "Bearer {access}", canary: alice@example.com}
refresh: {post: /refresh, json: {refresh: "{refresh}"}}
logout: {post: /logout, auth: "Bearer {access}", json: {refresh: "{refresh}"}}
budget: {access: 0s, refresh: 0s, scope: device}
`,
  start: () => served(application(new Map()).callback()),
};

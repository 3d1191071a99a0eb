import { randomUUID } from 'node:crypto';
import Koa, { type Context } from 'koa';
import { findUser, seed } from './support/accounts.ts';
import { bodyOf } from './support/bodies.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

function application(): Koa {
  const users = seed();
  /** The one token of each user: whoever signs in anew signs the others out. */
  const tokens = new Map<number, string>();

  const routes: Readonly<Record<string, (ctx: Context) => void | Promise<void>>> = {
    'POST /token': async (ctx) => {
      const { username, password } = await bodyOf(ctx);
      const user = findUser(users, username, password) ?? ctx.throw(401, 'wrong user name or password');
      const token = randomUUID();
      tokens.set(user.id, token);
      ctx.body = { token };
    },
    'GET /licence': (ctx) => {
      const user =
        users.find(({ id }) => tokens.has(id) && tokens.get(id) === bearerOf(ctx.req)) ??
        ctx.throw(401, 'signed out, or signed in elsewhere');
      ctx.body = { licensee: user.name, seat: `seat-${user.id}` };
    },
    'DELETE /token': (ctx) => {
      const token = bearerOf(ctx.req);
      for (const [id, one] of tokens) if (one === token) tokens.delete(id);
      ctx.status = 204;
    },
  };

  const app = new Koa();
  app.silent = true;
  app.use((ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx));
  return app;
}

export const koaSingleSession: Target = {
  name: 'koa-single-session',
  title: 'Koa, opaque tokens: a user has one session, and a new login ends the one before',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /token, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /licence, auth: "Bearer {access}"}
logout: {delete: /token, auth: "Bearer {access}"}
budget: {access: 0s}
`,
  start: () => served(application().callback()),
};

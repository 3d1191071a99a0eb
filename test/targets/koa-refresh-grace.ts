import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import Koa, { type Context } from 'koa';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bodyOf } from './support/bodies.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

/** How long the token before this one gets the same answer, for tabs that refresh at the same time, ms. */
const GRACE = 2_000;

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface Session {
  readonly user: Account;
  /** Every access token of the session is good until its logout. */
  readonly access: Set<string>;
  pair: Pair;
  before: { readonly token: string; readonly until: number } | undefined;
}

const newPair = (): Pair => ({ accessToken: randomUUID(), refreshToken: randomUUID() });

function application(): Koa {
  const users = seed();
  const sessions = new Set<Session>();
  const find = (holds: (session: Session) => boolean): Session | undefined => [...sessions].find(holds);

  const byAccess = (ctx: Context): Session => {
    const token = bearerOf(ctx.req);
    return find(({ access }) => access.has(token ?? '')) ?? ctx.throw(401, 'token is not valid');
  };

  const routes: Readonly<Record<string, (ctx: Context) => void | Promise<void>>> = {
    'POST /session': async (ctx) => {
      const { username, password } = await bodyOf(ctx);
      const user = findUser(users, username, password) ?? ctx.throw(401, 'wrong user name or password');
      const pair = newPair();
      const session: Session = { user, pair, access: new Set([pair.accessToken]), before: undefined };
      sessions.add(session);
      ctx.body = session.pair;
    },
    'PUT /session': async (ctx) => {
      const { refreshToken } = await bodyOf(ctx);
      await delay(5);
      // No await from here on: nothing comes between what is read and what is written.
      const repeated = find(
        ({ before }) => before?.token === refreshToken && (before?.until ?? 0) > Date.now(),
      );
      if (repeated) {
        ctx.body = repeated.pair;
        return;
      }
      const session =
        find(({ pair }) => pair.refreshToken === refreshToken) ?? ctx.throw(401, 'used or unknown');
      session.before = { token: session.pair.refreshToken, until: Date.now() + GRACE };
      session.pair = newPair();
      session.access.add(session.pair.accessToken);
      ctx.body = session.pair;
    },
    'GET /profile': (ctx) => {
      const { user } = byAccess(ctx);
      ctx.body = { id: user.id, displayName: user.name };
    },
    'DELETE /session': (ctx) => {
      sessions.delete(byAccess(ctx));
      ctx.status = 204;
    },
  };

  const app = new Koa();
  app.silent = true;
  app.use((ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx));
  return app;
}

export const koaRefreshGrace: Target = {
  name: 'koa-refresh-grace',
  title: 'Koa, opaque pair: two refreshes at the same time get the same successor',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /session, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.accessToken, refresh: $.refreshToken}
me: {get: /profile, auth: "Bearer {access}", canary: Alice Archer}
refresh: {put: /session, json: {refreshToken: "{refresh}"}}
logout: {delete: /session, auth: "Bearer {access}"}
budget: {access: 0s, refresh: 0s, scope: device}
`,
  start: () => served(application().callback()),
};

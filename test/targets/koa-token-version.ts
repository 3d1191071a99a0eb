import { randomUUID } from 'node:crypto';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import Koa, { type Context } from 'koa';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bodyOf } from './support/bodies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const SECRET = randomUUID();
const OPTIONS = { httpOnly: true, sameSite: 'lax', path: '/' } as const;

function application(): Koa {
  const users = seed();
  const versions = new Map<number, number>();
  const versionOf = ({ id }: Account): number => versions.get(id) ?? 1;

  function userOf(ctx: Context): Account | undefined {
    try {
      const { sub, tokenVersion } = jwt.verify(ctx.cookies.get('id_token') ?? '', SECRET) as JwtPayload;
      const user = users.find(({ username }) => username === sub);
      return user && versionOf(user) === tokenVersion ? user : undefined;
    } catch {
      return undefined;
    }
  }

  const routes: Readonly<Record<string, (ctx: Context) => void | Promise<void>>> = {
    'POST /auth/login': async (ctx) => {
      const { username, password } = await bodyOf(ctx);
      const user = findUser(users, username, password) ?? ctx.throw(400, 'Wrong user name or password');
      const claims = { tokenVersion: versionOf(user) };
      const token = jwt.sign(claims, SECRET, {
        subject: user.username,
        jwtid: randomUUID(),
        expiresIn: '1h',
      });
      ctx.cookies.set('id_token', token, OPTIONS);
      ctx.body = { ok: true };
    },
    'GET /auth/me': (ctx) => {
      const user = userOf(ctx) ?? ctx.throw(400, 'Not signed in');
      ctx.body = { user: { username: user.username, email: user.email } };
    },
    'POST /auth/logout': (ctx) => {
      const user = userOf(ctx);
      if (user) versions.set(user.id, versionOf(user) + 1);
      ctx.cookies.set('id_token', null, OPTIONS);
      ctx.body = { ok: true };
    },
  };

  const app = new Koa();
  app.silent = true;
  app.use((ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx));
  return app;
}

export const koaTokenVersion: Target = {
  name: 'koa-token-version',
  title:
    'Koa, JWT in a cookie: the logout counts up the version of the user, and says that it ends all devices',
  faults: [],
  plan: (base) => `
base: ${base}/auth
login: {post: /login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /me, canary: alice@example.com}
logout: {post: /logout}
budget: {access: 0s, scope: everywhere}
`,
  start: () => served(application().callback()),
};

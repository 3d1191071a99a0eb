import { TRPCError, initTRPC } from '@trpc/server';
import type { FetchCreateContextFnOptions } from '@trpc/server/adapters/fetch';
import { redis } from './redis';
import { db } from './db';
import { makeLoginStore } from './auth/login-store';
import { parse } from './auth/tokens';

export const createContext = async ({ req, resHeaders }: FetchCreateContextFnOptions) => {
  resHeaders.set('Cache-Control', 'no-store');
  return { db, logins: makeLoginStore({ db, redis }), bearer: req.headers.get('authorization')?.slice(7) };
};

const t = initTRPC.context<typeof createContext>().create();

export const router = t.router;
export const open = t.procedure;
export const authed = t.procedure.use(async ({ ctx, next }) => {
  const login = ctx.bearer ? await parse(ctx.bearer).catch(() => null) : null;
  if (!login || (await ctx.logins.isClosed(login.login))) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { ...ctx, ...login } });
});

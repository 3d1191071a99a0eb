import { initTRPC, TRPCError } from '@trpc/server';
import { jwtVerify } from 'jose';
import { PUBLIC_KEY } from '../keys';
import type { Context } from './context';

const t = initTRPC.context<Context>().create();

export const router = t.router;
export const publicProcedure = t.procedure;

export const authedProcedure = t.procedure.use(async ({ ctx, next }) => {
  const token = ctx.authorization?.replace(/^Bearer /, '');
  if (!token) throw new TRPCError({ code: 'UNAUTHORIZED' });
  const { payload } = await jwtVerify(token, PUBLIC_KEY).catch(() => {
    throw new TRPCError({ code: 'UNAUTHORIZED' });
  });
  const family = String(payload.fam);
  const alive = await ctx.db.refreshToken.count({ where: { family, expiresAt: { gt: new Date() } } });
  if (alive === 0) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { ...ctx, userId: payload.sub as string, family } });
});

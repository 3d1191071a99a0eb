import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { db } from '@/server/db';
import { protectedProcedure, router } from '@/server/trpc';

export const authRouter = router({
  whoami: protectedProcedure.query(({ ctx }) => db.user.findUnique({ where: { id: ctx.userId }, select: { id: true, name: true } })),

  rename: protectedProcedure.input(z.object({ name: z.string().min(1).max(80) })).mutation(async ({ ctx, input }) => {
    const user = await db.user.update({ where: { id: ctx.userId }, data: { name: input.name } });
    if (!user) throw new TRPCError({ code: 'NOT_FOUND' });
    return { name: user.name };
  }),

  signOut: protectedProcedure.mutation(async ({ ctx }) => {
    await db.revokedToken.create({ data: { jti: ctx.jti, expiresAt: new Date(ctx.exp * 1000) } });
    return { ok: true as const };
  }),
});

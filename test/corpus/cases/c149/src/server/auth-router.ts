import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { publicProcedure, protectedProcedure, router } from './trpc';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const authRouter = router({
  refresh: publicProcedure.input(z.object({ token: z.string() })).mutation(async ({ ctx, input }) => {
    const user = await ctx.db.user.findFirst({ where: { refreshHash: sha256(input.token) } });
    if (!user) throw new TRPCError({ code: 'UNAUTHORIZED' });
    const token = randomBytes(32).toString('hex');
    await ctx.db.user.update({ where: { id: user.id }, data: { refreshHash: sha256(token) } });
    const session = await ctx.db.accessSession.create({ data: { id: randomUUID(), userId: user.id } });
    return { token, session: session.id };
  }),

  signOut: protectedProcedure.mutation(async ({ ctx }) => {
    await ctx.db.accessSession.delete({ where: { id: ctx.session.id } });
    return { ok: true };
  }),
});

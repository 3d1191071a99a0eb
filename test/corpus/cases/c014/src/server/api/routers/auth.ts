import { createTRPCRouter, protectedProcedure } from '../trpc';

export const authRouter = createTRPCRouter({
  logout: protectedProcedure.mutation(async ({ ctx }) => {
    await ctx.prisma.session.delete({ where: { id: ctx.session.id } });
    ctx.res.setHeader('Set-Cookie', 'sid=; Path=/; HttpOnly; Max-Age=0');
    return { ok: true };
  }),
});

import { z } from 'zod';
import { createTRPCRouter, protectedProcedure } from '../trpc';

export const projectRouter = createTRPCRouter({
  list: protectedProcedure.query(({ ctx }) =>
    ctx.prisma.project.findMany({ where: { members: { some: { userId: ctx.auth.sub } } } }),
  ),
  rename: protectedProcedure
    .input(z.object({ id: z.string().cuid(), name: z.string().min(1).max(80) }))
    .mutation(({ ctx, input }) =>
      ctx.prisma.project.updateMany({
        where: { id: input.id, members: { some: { userId: ctx.auth.sub } } },
        data: { name: input.name },
      }),
    ),
});

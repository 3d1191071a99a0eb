import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { authed, open, router } from '../trpc';
import { checkCredentials } from '../credentials';

export const sessionRouter = router({
  start: open
    .input(z.object({ login: z.string().min(3), password: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const user = await checkCredentials(ctx.db, input);
      if (!user) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Login failed' });
      const id = await ctx.sessions.create(user.id, ctx.userAgent);
      ctx.setSessionCookie(id);
      return { userId: user.id };
    }),

  list: authed.query(({ ctx }) => ctx.sessions.ofUser(ctx.session.userId)),

  end: authed.mutation(async ({ ctx }) => {
    await ctx.sessions.end(ctx.session.id);
    ctx.clearSessionCookie();
    return true;
  }),
});

import { TRPCError } from '@trpc/server';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../db/schema';
import { hash, compare } from '../../password';
import { protectedProcedure, publicProcedure, router } from '../trpc';
import { tokenFor } from '../../tokens';

export const authRouter = router({
  signUp: publicProcedure
    .input(z.object({ email: z.string().email(), password: z.string().min(12), handle: z.string().regex(/^[a-z0-9_]{3,20}$/) }))
    .mutation(async ({ ctx, input }) => {
      const taken = await ctx.db.query.users.findFirst({ where: eq(users.email, input.email) });
      if (taken) throw new TRPCError({ code: 'CONFLICT', message: 'E-mail is taken' });
      const [user] = await ctx.db
        .insert(users)
        .values({ email: input.email, handle: input.handle, password: await hash(input.password) })
        .returning({ id: users.id });
      return { id: user.id };
    }),

  signIn: publicProcedure
    .input(z.object({ email: z.string().email(), password: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const user = await ctx.db.query.users.findFirst({ where: eq(users.email, input.email) });
      if (!user || !(await compare(input.password, user.password))) {
        throw new TRPCError({ code: 'UNAUTHORIZED', message: 'E-mail or password is wrong' });
      }
      return { token: await tokenFor(user), handle: user.handle };
    }),

  signOut: protectedProcedure.mutation(async ({ ctx }) => {
    // TODO: put the token on a blacklist
    ctx.log.info({ user: ctx.user.id }, 'sign out');
    return {
      success: true,
      message: 'Signed out. Please delete the token, it will expire by itself within the hour.',
    };
  }),

  changeHandle: protectedProcedure.input(z.string().regex(/^[a-z0-9_]{3,20}$/)).mutation(async ({ ctx, input }) => {
    await ctx.db.update(users).set({ handle: input }).where(eq(users.id, ctx.user.id));
    return { handle: input };
  }),
});

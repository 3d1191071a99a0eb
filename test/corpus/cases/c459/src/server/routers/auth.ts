import { TRPCError } from '@trpc/server';
import { serialize } from 'cookie';
import { z } from 'zod';
import { createTRPCRouter, protectedProcedure, publicProcedure } from '../trpc';
import { hashPassword, isPasswordValid } from '../password';
import { issueToken } from '../token';

const TOKEN_COOKIE = 'studio_token';
const cookieBase = { httpOnly: true, secure: true, sameSite: 'lax' as const, path: '/' };

export const authRouter = createTRPCRouter({
  me: protectedProcedure.query(({ ctx }) =>
    ctx.db.user.findUniqueOrThrow({ where: { id: ctx.user.id }, select: { id: true, email: true, name: true } }),
  ),

  register: publicProcedure
    .input(z.object({ email: z.string().email(), name: z.string().min(1), password: z.string().min(10) }))
    .mutation(async ({ ctx, input }) => {
      const exists = await ctx.db.user.count({ where: { email: input.email } });
      if (exists) throw new TRPCError({ code: 'CONFLICT', message: 'E-mail address already in use' });
      const { password, ...rest } = input;
      return ctx.db.user.create({ data: { ...rest, passwordHash: await hashPassword(password) }, select: { id: true } });
    }),

  login: publicProcedure
    .input(z.object({ email: z.string().email(), password: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const user = await ctx.db.user.findUnique({ where: { email: input.email } });
      if (!user || !(await isPasswordValid(input.password, user.passwordHash))) {
        throw new TRPCError({ code: 'UNAUTHORIZED' });
      }
      ctx.resHeaders.append('Set-Cookie', serialize(TOKEN_COOKIE, await issueToken(user), { ...cookieBase, maxAge: 3600 }));
      return { id: user.id };
    }),

  logout: protectedProcedure.mutation(async ({ ctx }) => {
    await ctx.analytics.capture({ distinctId: ctx.user.id, event: 'user_logged_out' });
    ctx.resHeaders.append('Set-Cookie', serialize(TOKEN_COOKIE, '', { ...cookieBase, maxAge: 0 }));
    return { success: true };
  }),
});

import { protectedProcedure, router } from '../trpc';

export const authRouter = router({
  me: protectedProcedure.query(({ ctx }) => ctx.user),
  logOut: protectedProcedure.mutation(async ({ ctx }) => {
    ctx.resHeaders.append('Set-Cookie', 'session=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0');
    return { success: true };
  }),
});

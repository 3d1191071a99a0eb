import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import * as auth from '../auth/service';
import { verifyUser } from '../users';
import { open, router, secured } from '../trpc';

export const authRouter = router({
  signIn: open
    .input(z.object({ email: z.string().email(), password: z.string(), kind: z.enum(['web', 'app']) }))
    .mutation(async ({ input }) => {
      const user = await verifyUser(input.email, input.password);
      if (!user) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Wrong e-mail or password' });
      return { token: await auth.open(user, input.kind) };
    }),

  signOut: secured.mutation(async ({ ctx }) => {
    await auth.end(ctx.session.id);
    return { ok: true };
  }),

  whoami: secured.query(({ ctx }) => ({ id: ctx.session.user.id, name: ctx.session.user.name })),
});

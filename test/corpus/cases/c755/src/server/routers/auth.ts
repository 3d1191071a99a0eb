import { TRPCError } from '@trpc/server';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { authed, open, router } from '../trpc';
import { access, hashOf, opaque } from '../auth/tokens';
import type { LoginStore } from '../auth/login-store';
import { verifyUser } from '../users';

async function grant(logins: LoginStore, userId: string, login: string) {
  const refresh = opaque();
  await logins.remember(refresh.hash, userId, login);
  return { accessToken: await access(userId, login), refreshToken: refresh.value };
}

export const auth = router({
  login: open.input(z.object({ email: z.string().email(), password: z.string() })).mutation(async ({ ctx, input }) => {
    const user = await verifyUser(ctx.db, input);
    if (!user) throw new TRPCError({ code: 'UNAUTHORIZED' });
    return grant(ctx.logins, user.id, randomUUID());
  }),
  refresh: open.input(z.object({ refreshToken: z.string() })).mutation(async ({ ctx, input }) => {
    const row = await ctx.logins.use(hashOf(input.refreshToken));
    if (!row) throw new TRPCError({ code: 'UNAUTHORIZED' });
    return grant(ctx.logins, row.userId, row.login);
  }),
  logout: authed.mutation(async ({ ctx }) => {
    await ctx.logins.close(ctx.login);
    return { ok: true };
  }),
});

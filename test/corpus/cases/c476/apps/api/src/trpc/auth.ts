import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { randomBytes, randomUUID, createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { router, publicProcedure, authedProcedure } from './core';
import { verifyPassword } from '../password';
import { ACCESS_KEY } from '../keys';
import type { PrismaClient } from '@acme/db';

const sha = (v: string) => createHash('sha256').update(v).digest('base64');

async function grant(db: PrismaClient, userId: string, family = randomUUID()) {
  const refresh = randomBytes(32).toString('base64url');
  await db.refreshToken.create({
    data: { hash: sha(refresh), family, userId, expiresAt: new Date(Date.now() + 30 * 86_400_000) },
  });
  const access = await new SignJWT({ fam: family })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(userId)
    .setExpirationTime('15m')
    .sign(ACCESS_KEY);
  return { access, refresh };
}

export const authRouter = router({
  login: publicProcedure
    .input(z.object({ email: z.string().email(), password: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const user = await ctx.db.user.findUnique({ where: { email: input.email } });
      if (!user || !(await verifyPassword(user.passwordHash, input.password))) {
        throw new TRPCError({ code: 'UNAUTHORIZED' });
      }
      return grant(ctx.db, user.id);
    }),

  refresh: publicProcedure.input(z.object({ refresh: z.string() })).mutation(async ({ ctx, input }) => {
    const row = await ctx.db.refreshToken.findUnique({ where: { hash: sha(input.refresh) } });
    if (!row || row.expiresAt < new Date()) throw new TRPCError({ code: 'UNAUTHORIZED' });
    if (row.usedAt) {
      // somebody used it before: throw the whole family away
      await ctx.db.refreshToken.deleteMany({ where: { family: row.family } });
      throw new TRPCError({ code: 'UNAUTHORIZED' });
    }
    await ctx.db.refreshToken.update({ where: { hash: row.hash }, data: { usedAt: new Date() } });
    return grant(ctx.db, row.userId, row.family);
  }),

  logout: authedProcedure.mutation(async ({ ctx }) => {
    await ctx.db.refreshToken.deleteMany({ where: { family: ctx.family } });
    return { ok: true };
  }),
});

import { initTRPC, TRPCError } from '@trpc/server';
import { jwtVerify } from 'jose';
import superjson from 'superjson';
import { tryCatch } from '@/lib/try-catch';
import { db } from '@/server/db';
import { env } from '@/env';
import type { Context } from './context';

const t = initTRPC.context<Context>().create({ transformer: superjson });
const secret = new TextEncoder().encode(env.AUTH_SECRET);

const isAuthed = t.middleware(async ({ ctx, next }) => {
  if (!ctx.bearer) throw new TRPCError({ code: 'UNAUTHORIZED' });

  const verified = await tryCatch(jwtVerify(ctx.bearer, secret));
  if (verified.error) throw new TRPCError({ code: 'UNAUTHORIZED', cause: verified.error });

  const { jti, sub, exp } = verified.data.payload;
  if (!jti || !sub || !exp) throw new TRPCError({ code: 'UNAUTHORIZED' });

  const revoked = await tryCatch(db.revokedToken.findUnique({ where: { jti } }));
  if (revoked.data) {
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Signed out' });
  }

  return next({ ctx: { ...ctx, userId: sub, jti, exp } });
});

export const router = t.router;
export const publicProcedure = t.procedure;
export const protectedProcedure = t.procedure.use(isAuthed);

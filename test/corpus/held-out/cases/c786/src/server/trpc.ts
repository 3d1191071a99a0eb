import { initTRPC, TRPCError } from '@trpc/server';
import type { CreateNextContextOptions } from '@trpc/server/adapters/next';
import superjson from 'superjson';
import { ZodError } from 'zod';
import { prisma } from './db';
import { readAccessToken } from './jwt';

export const createTRPCContext = async ({ req, res }: CreateNextContextOptions) => {
  const [scheme, raw] = (req.headers.authorization ?? '').split(' ');
  const auth = scheme === 'Bearer' && raw ? await readAccessToken(raw) : null;
  return { prisma, auth, req, res };
};

const t = initTRPC.context<typeof createTRPCContext>().create({
  transformer: superjson,
  errorFormatter({ shape, error }) {
    return { ...shape, data: { ...shape.data, zod: error.cause instanceof ZodError ? error.cause.flatten() : null } };
  },
});

const isAuthed = t.middleware(({ ctx, next }) => {
  if (!ctx.auth) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { ...ctx, auth: ctx.auth } });
});

export const createTRPCRouter = t.router;
export const publicProcedure = t.procedure;
export const protectedProcedure = t.procedure.use(isAuthed);

import { initTRPC, TRPCError } from '@trpc/server';
import type { CreateExpressContextOptions } from '@trpc/server/adapters/express';
import superjson from 'superjson';
import { current } from './auth/service';

export const createContext = async ({ req }: CreateExpressContextOptions) => ({
  session: await current(req.headers.authorization),
});

const t = initTRPC.context<typeof createContext>().create({ transformer: superjson });

export const router = t.router;
export const open = t.procedure;
export const secured = t.procedure.use(({ ctx, next }) => {
  if (!ctx.session) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { session: ctx.session } });
});

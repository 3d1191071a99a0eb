import { initTRPC, TRPCError } from "@trpc/server";
import type { Context } from "./context";
import { open } from "./tokens";
import { sessions } from "./sessions";

const t = initTRPC.context<Context>().create();

export const router = t.router;
export const publicProcedure = t.procedure;
export const protectedProcedure = t.procedure.use(async ({ ctx, next }) => {
  const claims = await open("access", ctx.bearer ?? "").catch(() => null);
  if (!claims || !(await sessions.has(claims.sid))) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { ...ctx, ...claims } });
});

import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { serialize } from "cookie";
import { createTRPCRouter, protectedProcedure, publicProcedure } from "@/server/api/trpc";
import { createSession, SESSION_COOKIE, sessionCookie } from "@/server/session";
import { verifyOtp, sendOtp } from "@/server/otp";
import { posthog } from "@/server/posthog";

export const authRouter = createTRPCRouter({
  requestCode: publicProcedure.input(z.object({ email: z.string().email() })).mutation(async ({ input }) => {
    await sendOtp(input.email);
    return { sent: true };
  }),

  verifyCode: publicProcedure
    .input(z.object({ email: z.string().email(), code: z.string().length(6) }))
    .mutation(async ({ ctx, input }) => {
      const user = await verifyOtp(input.email, input.code);
      if (!user) throw new TRPCError({ code: "UNAUTHORIZED", message: "Wrong or expired code" });
      const id = await createSession(ctx.db, user.id);
      ctx.resHeaders.append("Set-Cookie", serialize(SESSION_COOKIE, id, sessionCookie));
      return { userId: user.id };
    }),

  signOut: protectedProcedure.mutation(async ({ ctx }) => {
    const session = await ctx.db.session.findFirst({
      where: { id: ctx.session.id, userId: ctx.session.userId },
      select: { createdAt: true },
    });
    posthog.capture({
      distinctId: ctx.session.userId,
      event: "signed_out",
      properties: { ageMs: session ? Date.now() - session.createdAt.getTime() : null },
    });
    ctx.resHeaders.append("Set-Cookie", serialize(SESSION_COOKIE, "", { ...sessionCookie, maxAge: 0 }));
    return { success: true };
  }),

  sessions: protectedProcedure.query(({ ctx }) =>
    ctx.db.session.findMany({ where: { userId: ctx.session.userId }, orderBy: { createdAt: "desc" } }),
  ),
});

import { TRPCError } from "@trpc/server";
import { createId } from "@paralleldrive/cuid2";
import { z } from "zod";
import { open, sign } from "./tokens";
import { protectedProcedure, publicProcedure, router } from "./trpc";
import { checkPassword } from "./password";
import { sessions } from "./sessions";

export const authRouter = router({
  login: publicProcedure
    .input(z.object({ email: z.string().email(), password: z.string().min(1) }))
    .mutation(async ({ input }) => {
      const user = await checkPassword(input.email, input.password);
      if (!user) throw new TRPCError({ code: "UNAUTHORIZED", message: "Wrong e-mail or password" });
      const sid = createId();
      await sessions.add(sid, user.id);
      return { access: await sign("access", user.id, sid), refresh: await sign("refresh", user.id, sid) };
    }),

  refresh: publicProcedure.input(z.object({ refresh: z.string() })).mutation(async ({ input }) => {
    const { userId } = await open("refresh", input.refresh).catch(() => {
      throw new TRPCError({ code: "UNAUTHORIZED" });
    });
    const sid = createId();
    await sessions.add(sid, userId);
    return { access: await sign("access", userId, sid) };
  }),

  logout: protectedProcedure.mutation(async ({ ctx }) => {
    await sessions.remove(ctx.sid);
    return true;
  }),
});

import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { publicProcedure, router } from '../trpc';
import { make, read } from './tokens';

const both = async (id: string) => {
  const [accessToken, refreshToken] = await Promise.all([make('access', id), make('refresh', id)]);
  return { accessToken, refreshToken };
};

export const authRouter = router({
  requestCode: publicProcedure.input(z.object({ phone: z.string().min(8) })).mutation(async ({ ctx, input }) => {
    const code = String(Math.floor(100000 + Math.random() * 900000));
    await ctx.redis.set(`otp:${input.phone}`, code, { ex: 300 });
    await ctx.sms.send(input.phone, `Your code: ${code}`);
    return { sent: true };
  }),

  login: publicProcedure.input(z.object({ phone: z.string(), code: z.string().length(6) })).mutation(async ({ ctx, input }) => {
    const expected = await ctx.redis.getdel<string>(`otp:${input.phone}`);
    if (String(expected) !== input.code) throw new TRPCError({ code: 'UNAUTHORIZED' });
    const rider = await ctx.prisma.rider.upsert({ where: { phone: input.phone }, create: { phone: input.phone }, update: {} });
    return both(rider.id);
  }),

  refresh: publicProcedure.input(z.object({ refreshToken: z.string() })).mutation(async ({ ctx, input }) => {
    const payload = await read('refresh', input.refreshToken);
    if (!payload?.sub) throw new TRPCError({ code: 'UNAUTHORIZED' });
    const rider = await ctx.prisma.rider.findUnique({ where: { id: payload.sub } });
    if (!rider) throw new TRPCError({ code: 'FORBIDDEN' });
    return both(rider.id);
  }),
});

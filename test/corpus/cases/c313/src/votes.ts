import { z } from 'zod';
import { publicProcedure, router } from './trpc';

const votes = new Map<string, number>();

export const voteRouter = router({
  cast: publicProcedure.input(z.object({ option: z.string() })).mutation(({ input }) => {
    votes.set(input.option, (votes.get(input.option) ?? 0) + 1);
    return votes.get(input.option);
  }),
  tally: publicProcedure.query(() => Object.fromEntries(votes)),
});

import { GraphQLError } from 'graphql';
import { createSignOut } from '../sessions/sign-out';
import type { MutationResolvers, QueryResolvers } from './types.generated';

export const Query: QueryResolvers = {
  sessions: (_parent, _args, { prisma, session }) =>
    prisma.session.findMany({ where: { userId: session?.userId ?? '' }, orderBy: { createdAt: 'desc' } }),
};

export const Mutation: MutationResolvers = {
  async signOut(_parent, _args, { prisma, redis, session }) {
    if (!session) {
      throw new GraphQLError('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
    }
    await createSignOut({ prisma, redis })(session.id);
    return true;
  },
};

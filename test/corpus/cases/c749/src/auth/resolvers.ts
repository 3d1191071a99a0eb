import { AuthService } from './auth.service';
import { Unauthenticated } from '../errors';
import type { Resolvers } from '../generated/graphql';

export const resolvers: Resolvers = {
  Mutation: {
    refresh: (_, { token }, { em }) => new AuthService(em).refresh(token),

    logout: async (_, __, { em, session }) => {
      if (!session) throw new Unauthenticated();
      await new AuthService(em).logout(session.id);
      return { ok: true };
    },
  },
};

import { GraphQLError } from 'graphql';
import bcrypt from 'bcryptjs';
import { z } from 'zod';
import { signJwt } from '@acme/auth';
import type { MutationResolvers } from '../generated/types';

const credentials = z.object({ email: z.string().email(), password: z.string().min(10) });

export const Mutation: MutationResolvers = {
  async login(_parent, args, { dataSources }) {
    const { email, password } = credentials.parse(args.input);
    const user = await dataSources.users.findByEmail(email);
    const valid = user && (await bcrypt.compare(password, user.password));

    if (!valid) {
      throw new GraphQLError('Invalid credentials', { extensions: { code: 'BAD_USER_INPUT' } });
    }

    const token = signJwt({
      userId: user.id,
      tenantId: user.tenantId,
      permissions: user.permissions,
    });
    return { token, user };
  },

  async updateProfile(_parent, { input }, { viewer, dataSources }) {
    if (!viewer) throw new GraphQLError('Not signed in', { extensions: { code: 'UNAUTHENTICATED' } });
    return dataSources.users.update(viewer.userId, input);
  },
};

import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import jwt from 'jsonwebtoken';
import type { Context } from '../context';

const accessToken = (sub: string, sid: string): string =>
  jwt.sign({ sub, sid }, process.env.JWT_SECRET as string, { expiresIn: '20m' });

export const authResolvers = {
  Mutation: {
    refreshToken: async (_: unknown, { token }: { token: string }, { prisma }: Context) => {
      const row = await prisma.refreshToken.findUnique({ where: { token } });
      if (!row) throw new GraphQLError('Unauthenticated');
      const session = await prisma.session.create({ data: { id: randomUUID(), userId: row.userId } });
      return { accessToken: accessToken(row.userId, session.id) };
    },
    logout: async (_: unknown, __: unknown, { prisma, sid }: Context) => {
      await prisma.session.delete({ where: { id: sid } });
      return true;
    },
  },
};

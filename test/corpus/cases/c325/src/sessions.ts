import { prisma } from './prisma';

export const sessions = {
  find: (id: string) => prisma.session.findUnique({ where: { id } }),
  revoke: (id: string) => prisma.session.update({ where: { id }, data: { revoked: true } }),
};

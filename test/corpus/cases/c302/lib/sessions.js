import { prisma } from './prisma';

export const findSession = (id) => prisma.session.findUnique({ where: { id: id ?? '' } });
export const endSession = (id) => prisma.session.deleteMany({ where: { id } });

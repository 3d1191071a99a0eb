import { prisma } from './prisma';

export const findSession = (id: string) => prisma.session.findUnique({ where: { id }, include: { user: true } });

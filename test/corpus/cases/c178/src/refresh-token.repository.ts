import { createHash } from 'node:crypto';
import { prisma } from './prisma';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function save(token: string, userId: string): Promise<void> {
  await prisma.refreshToken.create({ data: { token: sha256(token), userId } });
}

export async function find(token: string) {
  return prisma.refreshToken.findUnique({ where: { token: sha256(token) } });
}

export async function remove(token: string): Promise<void> {
  await prisma.refreshToken.deleteMany({ where: { token } });
}

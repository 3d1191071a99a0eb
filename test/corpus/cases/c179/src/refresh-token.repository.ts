import { createHash } from 'node:crypto';
import { prisma } from './prisma';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function save(token: string, userId: string): Promise<void> {
  const digest = sha256(token);
  await prisma.refreshToken.create({ data: { token: digest, userId } });
}

export async function find(token: string) {
  return prisma.refreshToken.findUnique({ where: { token: sha256(token) } });
}

export async function remove(raw: string): Promise<void> {
  const token = sha256(raw);
  await prisma.refreshToken.deleteMany({ where: { token } });
}

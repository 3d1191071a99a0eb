import { createHash, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { prisma } from '../prisma';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const accessTokenFor = (userId: string): string =>
  jwt.sign({ sub: userId }, process.env.JWT_SECRET as string, { expiresIn: '5m' });

export async function openRefreshToken(userId: string): Promise<string> {
  const token = randomBytes(48).toString('base64url');
  await prisma.refreshToken.create({ data: { hash: hashOf(token), userId } });
  return token;
}

export async function rotate(token: string): Promise<{ access: string; refresh: string }> {
  const row = await prisma.refreshToken.delete({ where: { hash: hashOf(token) } });
  return { access: accessTokenFor(row.userId), refresh: await openRefreshToken(row.userId) };
}

export async function revoke(token: string): Promise<void> {
  await prisma.refreshToken.deleteMany({ where: { hash: hashOf(token) } });
}

import { createHash, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { prisma } from '../prisma';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export async function issueRefreshToken(userId: string): Promise<string> {
  const jti = randomUUID();
  const token = jwt.sign({ sub: userId, jti }, process.env.REFRESH_SECRET as string, { expiresIn: '90d' });
  await prisma.refreshToken.create({ data: { id: jti, userId, hash: hashOf(token) } });
  return token;
}

export async function consumeRefreshToken(token: string): Promise<string> {
  const { sub, jti } = jwt.verify(token, process.env.REFRESH_SECRET as string) as { sub: string; jti: string };
  const { count } = await prisma.refreshToken.deleteMany({ where: { id: jti, userId: sub, hash: hashOf(token) } });
  if (count === 0) throw new Error('refresh token was used or revoked');
  return sub;
}

export async function revokeRefreshTokens(userId: string): Promise<void> {
  await prisma.refreshToken.deleteMany({ where: { userId } });
}

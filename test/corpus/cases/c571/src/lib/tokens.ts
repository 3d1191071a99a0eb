import jwt, { type JwtPayload } from 'jsonwebtoken';
import { createHash, randomUUID } from 'node:crypto';
import type { Prisma } from '@prisma/client';
import { env } from '@/env';

export function verifyRefreshToken(raw: string) {
  return jwt.verify(raw, env.JWT_REFRESH_SECRET, { algorithms: ['HS256'] }) as JwtPayload & { sub: string };
}

export async function issueTokens(tx: Prisma.TransactionClient, userId: string, fingerprint: string) {
  const id = randomUUID();
  const access = jwt.sign({ sid: id }, env.JWT_ACCESS_SECRET, { subject: userId, expiresIn: '15m' });
  const refresh = jwt.sign({}, env.JWT_REFRESH_SECRET, { subject: userId, jwtid: id, expiresIn: '30d' });
  await tx.refreshToken.create({
    data: { id, userId, fingerprint, tokenHash: createHash('sha256').update(refresh).digest('hex') },
  });
  return { access, refresh };
}

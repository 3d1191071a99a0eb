import { expressjwt, type IsRevoked } from 'express-jwt';
import { prisma } from '../db';

const isRevoked: IsRevoked = async (_req, token) => {
  const jti = (token?.payload as { jti?: string } | undefined)?.jti;
  if (!jti) return true;
  const row = await prisma.revokedToken.findUnique({ where: { jti } });
  return row !== null;
};

export const authenticate = expressjwt({
  secret: process.env.JWT_SECRET!,
  algorithms: ['HS256'],
  isRevoked,
}).unless({ path: ['/health', '/auth/login'] });

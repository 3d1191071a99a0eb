import jwt from 'jsonwebtoken';
import { prisma } from '../prisma';
import { env } from '~/env';
import { buildClaims, type Claims } from './claims';
import type { User } from '@prisma/client';

const lifetime = { web: '12h', app: '30d' } as const;

export async function open(user: User, kind: keyof typeof lifetime) {
  const session = await prisma.session.create({ data: { userId: user.id, kind } });
  return jwt.sign(buildClaims(user, session), env.JWT_SECRET, { expiresIn: lifetime[kind] });
}

export async function current(authorization: string | undefined) {
  if (!authorization?.startsWith('Bearer ')) return null;
  let claims: Claims;
  try {
    claims = jwt.verify(authorization.slice(7), env.JWT_SECRET) as Claims;
  } catch {
    return null;
  }
  return prisma.session.findFirst({ where: { id: claims.s, endedAt: null }, include: { user: true } });
}

export const end = (id: string) => prisma.session.update({ where: { id }, data: { endedAt: new Date() } });

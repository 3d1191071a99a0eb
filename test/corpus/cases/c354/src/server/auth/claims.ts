import type { Session, User } from '@prisma/client';

export type Claims = { sub: string; s: string; p: number };

export const buildClaims = (user: User, session: Session): Claims => ({
  sub: user.id,
  s: session.id,
  p: user.permissions,
});

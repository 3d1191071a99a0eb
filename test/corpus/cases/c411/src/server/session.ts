import { randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { prisma } from './prisma';

export const SESSION_COOKIE = 'carpool_session';
const DAYS = 24 * 60 * 60 * 1000;

export async function createSession(userId: string) {
  const id = randomBytes(32).toString('hex');
  const expires = new Date(Date.now() + 14 * DAYS);
  await prisma.session.create({ data: { id, userId, expires } });
  (await cookies()).set(SESSION_COOKIE, id, { httpOnly: true, secure: true, sameSite: 'lax', expires });
}

export async function currentSession() {
  const id = (await cookies()).get(SESSION_COOKIE)?.value;
  if (!id) return null;
  return prisma.session.findFirst({ where: { id, expires: { gt: new Date() } } });
}

import 'server-only';
import { cache } from 'react';
import { cookies } from 'next/headers';
import { and, eq, gt } from 'drizzle-orm';
import { createHash, randomBytes } from 'node:crypto';
import { db } from '@/db';
import { sessions } from '@/db/schema';

export const SESSION_COOKIE = '__Host-session';
export const sessionCookie = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

const hash = (token: string) => createHash('sha256').update(token).digest('hex');

export async function createSession(userId: string) {
  const token = randomBytes(32).toString('hex');
  const expiresAt = new Date(Date.now() + 30 * 864e5);
  await db.insert(sessions).values({ id: hash(token), userId, expiresAt });
  (await cookies()).set(SESSION_COOKIE, token, { ...sessionCookie, expires: expiresAt });
}

export const getSession = cache(async () => {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  if (!token) return null;
  const [row] = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, hash(token)), gt(sessions.expiresAt, new Date())))
    .limit(1);
  return row ?? null;
});

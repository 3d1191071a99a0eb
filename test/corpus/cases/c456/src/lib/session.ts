import 'server-only';
import { cookies, headers } from 'next/headers';
import { nanoid } from 'nanoid';
import { eq, and, gt } from 'drizzle-orm';
import { db } from '@/db';
import { sessions, users } from '@/db/schema';

export const SESSION_COOKIE = 'acme_session';
const MAX_AGE = 60 * 60 * 24 * 14;

export async function createSession(userId: string) {
  const token = nanoid(48);
  const h = await headers();
  await db.insert(sessions).values({
    id: token,
    userId,
    userAgent: h.get('user-agent'),
    expiresAt: new Date(Date.now() + MAX_AGE * 1000),
  });

  const jar = await cookies();
  // app.acme.io, docs.acme.io and status.acme.io share the login
  jar.set(SESSION_COOKIE, token, {
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
    domain: '.acme.io',
    maxAge: MAX_AGE,
  });
}

export async function getSession() {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  if (!token) return null;
  const [row] = await db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, token), gt(sessions.expiresAt, new Date())))
    .limit(1);
  return row ?? null;
}

export async function endSession() {
  const jar = await cookies();
  const token = jar.get(SESSION_COOKIE)?.value;
  if (token) await db.delete(sessions).where(eq(sessions.id, token));
  jar.delete(SESSION_COOKIE);
}

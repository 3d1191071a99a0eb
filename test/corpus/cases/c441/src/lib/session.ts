import 'server-only';
import { SignJWT, jwtVerify } from 'jose';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { eq } from 'drizzle-orm';
import { db } from '@/db';
import { sessions, users } from '@/db/schema';

const key = new TextEncoder().encode(process.env.AUTH_SECRET!);
export const SESSION_COOKIE = 'acme_session';

const cookieOptions = {
  httpOnly: true,
  secure: process.env.NODE_ENV === 'production',
  sameSite: 'lax' as const,
  path: '/',
};

export async function startSession(userId: string, userAgent: string | null) {
  const [row] = await db
    .insert(sessions)
    .values({ userId, userAgent: userAgent ?? 'unknown', createdAt: new Date() })
    .returning({ id: sessions.id });

  const token = await new SignJWT({ uid: userId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt()
    .setIssuer('acme-web')
    .setJti(row.id)
    .sign(key);

  const jar = await cookies();
  jar.set(SESSION_COOKIE, token, cookieOptions);
}

export const getSession = cache(async () => {
  const jar = await cookies();
  const raw = jar.get(SESSION_COOKIE)?.value;
  if (!raw) return null;

  try {
    const { payload } = await jwtVerify(raw, key, { issuer: 'acme-web', algorithms: ['HS256'] });
    const [row] = await db
      .select({ sessionId: sessions.id, user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(sessions.id, payload.jti!))
      .limit(1);
    return row ?? null;
  } catch {
    return null;
  }
});

export async function endSession() {
  const current = await getSession();
  if (current) {
    await db.delete(sessions).where(eq(sessions.id, current.sessionId));
  }
  const jar = await cookies();
  jar.delete(SESSION_COOKIE);
}

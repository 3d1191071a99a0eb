import { cookies } from 'next/headers';
import { eq } from 'drizzle-orm';
import { sha256 } from '@oslojs/crypto/sha2';
import { encodeBase32LowerCaseNoPadding, encodeHexLowerCase } from '@oslojs/encoding';
import { db } from './db';
import { sessionTable, userTable } from './schema';

const DAY = 1000 * 60 * 60 * 24;
const idOf = (token: string) => encodeHexLowerCase(sha256(new TextEncoder().encode(token)));

export async function createSession(userId: number) {
  const bytes = new Uint8Array(20);
  crypto.getRandomValues(bytes);
  const token = encodeBase32LowerCaseNoPadding(bytes);
  const expiresAt = new Date(Date.now() + DAY * 30);
  await db.insert(sessionTable).values({ id: idOf(token), userId, expiresAt });
  const jar = await cookies();
  jar.set('session', token, { httpOnly: true, sameSite: 'lax', secure: true, expires: expiresAt, path: '/' });
}

export async function getUser() {
  const token = (await cookies()).get('session')?.value;
  if (!token) return null;
  const [row] = await db
    .select({ user: userTable, session: sessionTable })
    .from(sessionTable)
    .innerJoin(userTable, eq(sessionTable.userId, userTable.id))
    .where(eq(sessionTable.id, idOf(token)));
  if (!row || Date.now() >= row.session.expiresAt.getTime()) return null;
  return row.user;
}

export async function invalidateSession() {
  const jar = await cookies();
  const token = jar.get('session')?.value;
  if (!token) return;
  await db.delete(sessionTable).where(eq(sessionTable.id, idOf(token)));
  jar.set('session', '', { httpOnly: true, sameSite: 'lax', secure: true, maxAge: 0, path: '/' });
}

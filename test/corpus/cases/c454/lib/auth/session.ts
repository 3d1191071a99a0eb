import 'server-only'
import { cache } from 'react'
import { cookies } from 'next/headers'
import { sha256 } from '@oslojs/crypto/sha2'
import { encodeHexLowerCase } from '@oslojs/encoding'
import { db, sessions, users, eq } from '@/lib/db'
import { COOKIE } from './cookie'

const DAY = 1000 * 60 * 60 * 24

const idOf = (token: string) => encodeHexLowerCase(sha256(new TextEncoder().encode(token)))

export async function createSession(token: string, userId: number) {
  const session = { id: idOf(token), userId, expiresAt: new Date(Date.now() + 30 * DAY) }
  await db.insert(sessions).values(session)
  return session
}

export const getCurrentSession = cache(async () => {
  const token = (await cookies()).get(COOKIE)?.value
  if (!token) return { session: null, user: null }
  const rows = await db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(sessions.userId, users.id))
    .where(eq(sessions.id, idOf(token)))
  const hit = rows[0]
  if (!hit || hit.session.expiresAt.getTime() <= Date.now()) return { session: null, user: null }
  return hit
})

export async function invalidateSession(id: string) {
  await db.delete(sessions).where(eq(sessions.id, id))
}

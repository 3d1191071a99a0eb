import { and, eq, gt } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import * as schema from '../database/schema';

export const SESSION = 'forum-session';
export const sessionCookie = { path: '/', httpOnly: true, secure: !import.meta.dev, sameSite: 'lax' as const };

export async function addSession(userId: number) {
  const id = randomBytes(32).toString('base64url');
  await useDb().insert(schema.sessions).values({ id, userId, expires: new Date(Date.now() + 1000 * 60 * 60 * 24 * 10) });
  return id;
}

export async function getUserBySession(id: string) {
  const [row] = await useDb()
    .select({ id: schema.users.id, nick: schema.users.nick })
    .from(schema.sessions)
    .innerJoin(schema.users, eq(schema.users.id, schema.sessions.userId))
    .where(and(eq(schema.sessions.id, id), gt(schema.sessions.expires, new Date())));
  return row;
}

export async function removeSession(id: string) {
  await useDb().delete(schema.sessions).where(eq(schema.sessions.id, id));
}

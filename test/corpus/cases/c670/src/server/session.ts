import 'server-only';
import { cookies } from 'next/headers';
import { createHash } from 'node:crypto';
import { db } from './db';

const COOKIE = 'app_session';
const hash = (s: string) => createHash('sha256').update(s).digest('hex');

export async function currentUser() {
  const value = cookies().get(COOKIE)?.value;
  if (!value) return null;
  const session = await db.session.findUnique({ where: { hash: hash(value) }, include: { user: true } });
  return session && session.expiresAt > new Date() ? session.user : null;
}

export async function endCurrentSession() {
  const value = cookies().get(COOKIE)?.value;
  if (!value) return;
  await db.session.deleteMany({ where: { hash: hash(value) } });
  cookies().delete(COOKIE);
}

import 'server-only';
import { cookies } from 'next/headers';
import { eq } from 'drizzle-orm';
import { db } from './db';
import { sessions } from './schema';

export async function validateSession(): Promise<{ userId: string } | null> {
  const id = (await cookies()).get('sid')?.value;
  if (!id) return null;
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id));
  return row ? { userId: row.userId } : null;
}

export async function invalidateSession(): Promise<void> {
  const jar = await cookies();
  const id = jar.get('sid')?.value;
  if (id) await db.delete(sessions).where(eq(sessions.id, id));
  jar.delete('sid');
}

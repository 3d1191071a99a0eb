import { cookies } from 'next/headers';
import { db } from './db';

const where = { path: '/app', domain: 'example.com' };

export async function startSession(userId: string): Promise<void> {
  const { id } = await db.session.create({ data: { userId } });
  (await cookies()).set('sid', id, { httpOnly: true, secure: true, sameSite: 'lax', ...where });
}

export async function endSession(): Promise<void> {
  const store = await cookies();
  const id = store.get('sid')?.value;
  if (id) await db.session.delete({ where: { id } });
  store.delete({ name: 'sid', ...where });
}

import { db } from './db';

export async function logout({ sid }: { sid: string }): Promise<{ status: number }> {
  await db.session.delete({ where: { id: sid } });
  return { status: 204 };
}

import { eq } from 'drizzle-orm';
import { db } from '@/db';
import { sessions } from '@/db/schema';
import { bus } from '@/shared/bus';

bus.subscribe('member.signed_in', async ({ memberId, sessionId, ip }) => {
  await db.insert(sessions).values({ id: sessionId, memberId, ip });
});

bus.subscribe('member.signed_out', async ({ sessionId }) => {
  await db.delete(sessions).where(eq(sessions.id, sessionId));
});

bus.subscribe('member.locked', async ({ memberId }) => {
  await db.delete(sessions).where(eq(sessions.memberId, memberId));
});

import { cookies } from 'next/headers';
import { after, NextResponse } from 'next/server';
import { eq } from 'drizzle-orm';
import { db } from '@/db';
import { sessions } from '@/db/schema';
import { track } from '@/lib/analytics';
import { sendGoodbyeMail } from '@/lib/mail';
import { getSession, SESSION_COOKIE, sessionCookie } from '@/lib/session';

export async function POST() {
  const session = await getSession();
  if (!session) {
    return NextResponse.json({ error: 'Not signed in' }, { status: 401 });
  }

  await db.delete(sessions).where(eq(sessions.id, session.id));
  (await cookies()).set(SESSION_COOKIE, '', { ...sessionCookie, maxAge: 0 });

  void track('logout', { userId: session.userId });
  after(() => sendGoodbyeMail(session.userId).catch((e) => console.warn('mail', e)));

  return NextResponse.json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });
}

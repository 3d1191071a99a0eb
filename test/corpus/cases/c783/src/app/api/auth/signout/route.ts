import { NextResponse } from 'next/server';
import { cookies } from 'next/headers';
import { kysely } from '@/lib/db';
import { SID, currentSession } from '@/lib/current-session';

export async function POST() {
  const session = await currentSession();
  if (session) {
    await kysely.deleteFrom('session').where('id', '=', session.sessionId).execute();
  }
  (await cookies()).delete(SID);
  return NextResponse.json({ ok: true });
}

import { NextResponse } from 'next/server';
import { currentSession } from '@/lib/current-session';

export async function GET() {
  const session = await currentSession();
  if (!session) return NextResponse.json({ error: 'unauthenticated' }, { status: 401 });
  const { userId, name, email, locale } = session;
  return NextResponse.json({ id: userId, name, email, locale });
}

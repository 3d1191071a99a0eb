import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { findSession } from '../../../lib/sessions';

export async function GET() {
  const sid = (await cookies()).get('sid')?.value;
  const session = sid ? await findSession(sid) : null;
  if (!session) return NextResponse.json({ user: null }, { status: 401 });
  return NextResponse.json({ user: session.user });
}

import { NextResponse } from 'next/server';
import { currentUser } from '@/server/session';

export async function GET() {
  const user = await currentUser();
  if (!user) return NextResponse.json({ error: 'unauthenticated' }, { status: 401 });
  return NextResponse.json({ id: user.id, email: user.email, role: user.role });
}

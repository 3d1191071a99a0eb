import { NextRequest, NextResponse } from 'next/server';
import { SESSION_COOKIE, sessionCookie } from '@/server/cookie';
import { sessionStore } from '@/server/session-store';
import { authenticate } from '@/server/authenticate';

export const dynamic = 'force-dynamic';

export async function POST(req: NextRequest) {
  const { email, password } = await req.json();
  const user = await authenticate(email, password);
  if (!user) return NextResponse.json({ error: 'invalid_credentials' }, { status: 401 });

  const sid = await sessionStore.create(user.id, req.headers.get('user-agent'));
  const res = NextResponse.json({ id: user.id }, { status: 201 });
  res.cookies.set({ ...sessionCookie, value: sid, maxAge: 60 * 60 * 24 * 7 });
  return res;
}

export async function DELETE(req: NextRequest) {
  const sid = req.cookies.get(SESSION_COOKIE)?.value;
  if (sid) await sessionStore.delete(sid);

  const res = new NextResponse(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  res.cookies.set({ ...sessionCookie, value: '', maxAge: 0 });

  // what releases before 4.0 left in browsers
  res.cookies.set('token', '', { path: '/app', maxAge: 0 });
  res.cookies.set('auth', '', { path: '/', domain: 'www.fleetdesk.com', maxAge: 0 });
  res.cookies.delete('remember');
  return res;
}

import { NextResponse } from 'next/server';
import { withAuth } from '@/lib/with-auth';
import { auth } from '@/services';

export const POST = withAuth(async (_req, { session }) => {
  await auth.signOff(session);
  const res = NextResponse.json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });
  res.cookies.delete('inv_session');
  return res;
});

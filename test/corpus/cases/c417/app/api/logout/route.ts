import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { REFRESH_COOKIE, cookieOptions, dropRefresh } from '@/lib/tokens';

export async function POST() {
  const jar = await cookies();
  const id = jar.get(REFRESH_COOKIE)?.value;
  if (id) await dropRefresh(id);
  jar.set(REFRESH_COOKIE, '', { ...cookieOptions, maxAge: 0 });
  return new NextResponse(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}

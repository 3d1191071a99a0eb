import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { REFRESH_COOKIE, cookieOptions, mintAccess, newRefresh, useRefresh } from '@/lib/tokens';

export async function POST() {
  const jar = await cookies();
  const id = jar.get(REFRESH_COOKIE)?.value;
  const userId = id ? await useRefresh(id) : null;
  if (!userId) return NextResponse.json({ error: 'sign in' }, { status: 401 });
  jar.set(REFRESH_COOKIE, await newRefresh(userId), cookieOptions);
  return NextResponse.json({ access: await mintAccess(userId) });
}

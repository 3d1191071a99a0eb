import { cookies } from 'next/headers';
import { type NextRequest, NextResponse } from 'next/server';
import { deleteSession } from '@/lib/auth/session';
import { SESSION_COOKIE, cookieOptions } from '@/lib/auth/config';

export const dynamic = 'force-dynamic';

export async function GET(request: NextRequest) {
  const store = await cookies();
  const token = store.get(SESSION_COOKIE)?.value;

  if (token) {
    await deleteSession(token);
  }

  const back = request.nextUrl.searchParams.get('from') === 'pricing' ? '/pricing' : '/';
  const response = NextResponse.redirect(new URL(back, request.url));
  response.cookies.set(SESSION_COOKIE, '', { ...cookieOptions, maxAge: 0 });
  response.headers.set('Cache-Control', 'no-store');
  return response;
}

import { NextRequest, NextResponse } from 'next/server';
import { cookies } from 'next/headers';
import { decrypt } from '@/lib/session';

const protectedRoutes = ['/dashboard', '/settings', '/projects'];
const publicRoutes = ['/login', '/signup', '/'];

export default async function middleware(req: NextRequest) {
  const path = req.nextUrl.pathname;
  const isProtected = protectedRoutes.some((route) => path.startsWith(route));
  const isPublic = publicRoutes.includes(path);

  const session = await decrypt((await cookies()).get('session')?.value);

  if (isProtected && !session?.userId) {
    return NextResponse.redirect(new URL('/login', req.nextUrl));
  }
  if (isPublic && session?.userId && !path.startsWith('/dashboard')) {
    return NextResponse.redirect(new URL('/dashboard', req.nextUrl));
  }
  return NextResponse.next();
}

export const config = { matcher: ['/((?!api|_next/static|_next/image|.*\\.png$).*)'] };

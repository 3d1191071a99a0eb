import { NextResponse, type NextRequest } from 'next/server';
import { jwtVerify } from 'jose';
import { isSessionRevoked } from './lib/revoked';

const secret = new TextEncoder().encode(process.env.AUTH_SECRET);

export const config = { matcher: ['/app/:path*', '/api/private/:path*'] };

export async function middleware(req: NextRequest) {
  const token = req.cookies.get('auth')?.value;
  if (!token) return toLogin(req);

  try {
    const { payload } = await jwtVerify(token, secret);
    if (await isSessionRevoked(payload.sid as string)) return toLogin(req);
    const headers = new Headers(req.headers);
    headers.set('x-user-id', payload.sub!);
    return NextResponse.next({ request: { headers } });
  } catch {
    return toLogin(req);
  }
}

function toLogin(req: NextRequest) {
  if (req.nextUrl.pathname.startsWith('/api/')) return NextResponse.json({ error: 'unauthorized' }, { status: 401 });
  const url = new URL('/login', req.url);
  url.searchParams.set('next', req.nextUrl.pathname);
  return NextResponse.redirect(url);
}

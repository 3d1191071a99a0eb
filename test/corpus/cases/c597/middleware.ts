import { NextResponse, type NextRequest } from 'next/server';
import { jwtVerify } from 'jose';

const secret = new TextEncoder().encode(process.env.AUTH_SECRET);
const PUBLIC = ['/login', '/signup', '/api/login', '/api/signup'];

export async function middleware(req: NextRequest) {
  const { pathname } = req.nextUrl;
  if (PUBLIC.some((p) => pathname.startsWith(p))) return NextResponse.next();

  const token = req.cookies.get('token')?.value;
  if (!token) return deny(req);

  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'] });
    const headers = new Headers(req.headers);
    headers.set('x-user-id', String(payload.sub));
    headers.set('x-user-role', String(payload.role ?? 'user'));
    return NextResponse.next({ request: { headers } });
  } catch {
    return deny(req);
  }
}

function deny(req: NextRequest) {
  if (req.nextUrl.pathname.startsWith('/api')) {
    return NextResponse.json({ error: 'unauthenticated' }, { status: 401 });
  }
  const url = req.nextUrl.clone();
  url.pathname = '/login';
  url.searchParams.set('from', req.nextUrl.pathname);
  return NextResponse.redirect(url);
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] };

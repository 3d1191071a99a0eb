import { NextResponse, type NextRequest } from 'next/server';
import { Redis } from '@upstash/redis';
import { jwtVerify } from 'jose';

const redis = Redis.fromEnv();
const key = new TextEncoder().encode(process.env.APP_SECRET);

const hex = (buffer: ArrayBuffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

async function signedIn(token: string | undefined): Promise<boolean> {
  if (!token) return false;
  try {
    await jwtVerify(token, key, { algorithms: ['HS256'] });
    const digest = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
    return (await redis.exists(`out:${digest}`)) === 0;
  } catch {
    return false;
  }
}

export async function middleware(request: NextRequest) {
  if (await signedIn(request.cookies.get('__Host-app')?.value)) {
    return NextResponse.next();
  }
  const login = new URL('/sign-in', request.url);
  login.searchParams.set('next', request.nextUrl.pathname);
  return NextResponse.redirect(login);
}

export const config = { matcher: ['/app/:path*', '/api/data/:path*'] };

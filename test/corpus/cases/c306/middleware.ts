import { NextResponse, type NextRequest } from 'next/server';
import { jwtVerify } from 'jose';

const key = new TextEncoder().encode(process.env.ACCESS_SECRET);

export async function middleware(request: NextRequest) {
  try {
    await jwtVerify(request.cookies.get('access')?.value ?? '', key);
    return NextResponse.next();
  } catch {
    return NextResponse.redirect(new URL('/login', request.url));
  }
}

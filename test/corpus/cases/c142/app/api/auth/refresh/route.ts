import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { jwtVerify, SignJWT } from 'jose';

const refreshKey = new TextEncoder().encode(process.env.REFRESH_SECRET);
const accessKey = new TextEncoder().encode(process.env.ACCESS_SECRET);

export async function POST() {
  const jar = await cookies();
  const token = jar.get('refresh')?.value;
  if (!token) return NextResponse.json({ error: 'No refresh token' }, { status: 401 });
  try {
    const { payload } = await jwtVerify(token, refreshKey);
    const access = await new SignJWT({ sub: payload.sub })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('15m')
      .sign(accessKey);
    jar.set('access', access, { httpOnly: true, secure: true, path: '/' });
    return NextResponse.json({ ok: true });
  } catch {
    return NextResponse.json({ error: 'Invalid refresh token' }, { status: 401 });
  }
}

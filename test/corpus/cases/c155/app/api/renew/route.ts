import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { decodeJwt, SignJWT } from 'jose';

const key = new TextEncoder().encode(process.env.JWT_SECRET);

export async function POST() {
  const jar = await cookies();
  const claims = decodeJwt(jar.get('token')?.value ?? '');
  const token = await new SignJWT({ role: claims['role'] })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(String(claims.sub))
    .setExpirationTime('1h')
    .sign(key);
  jar.set('token', token, { httpOnly: true, secure: true });
  return NextResponse.json({ ok: true });
}

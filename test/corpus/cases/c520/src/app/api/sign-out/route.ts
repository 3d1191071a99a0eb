import { createHash } from 'node:crypto';
import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { Redis } from '@upstash/redis';
import { decodeJwt } from 'jose';

export const runtime = 'nodejs';
const redis = Redis.fromEnv();

export async function POST() {
  const jar = await cookies();
  const token = jar.get('__Host-app')?.value;

  if (token) {
    const { exp = 0 } = decodeJwt(token);
    const fingerprint = createHash('sha256').update(token).digest('hex');
    await redis.set(`out:${fingerprint}`, 1, { exat: exp });
  }

  const response = NextResponse.json({ signedOut: true }, { headers: { 'Cache-Control': 'no-store' } });
  response.cookies.set('__Host-app', '', { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: 0 });
  return response;
}

import { NextResponse } from 'next/server';
import { cookies } from 'next/headers';
import { decodeJwt } from 'jose';
import { revokeSession } from '@/lib/revoked';

export async function POST() {
  const jar = await cookies();
  const token = jar.get('auth')?.value;
  if (token) {
    const { sid } = decodeJwt(token);
    await revokeSession(sid as string, 60 * 60 * 12);
  }
  jar.delete('auth');
  return NextResponse.json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });
}

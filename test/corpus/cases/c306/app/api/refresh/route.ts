import { randomUUID } from 'node:crypto';
import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { SignJWT } from 'jose';
import { prisma } from '../../../lib/prisma';

const key = new TextEncoder().encode(process.env.ACCESS_SECRET);

export async function POST() {
  const jar = await cookies();
  const id = jar.get('refresh')?.value ?? '';
  const row = await prisma.refreshToken.update({ where: { id }, data: { id: randomUUID() } });
  const access = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(row.userId)
    .setExpirationTime('24h')
    .sign(key);
  jar.set('access', access, { httpOnly: true, secure: true, path: '/' });
  jar.set('refresh', row.id, { httpOnly: true, secure: true, path: '/' });
  return NextResponse.json({ ok: true });
}

import { NextResponse, type NextRequest } from 'next/server';
import { cookies } from 'next/headers';
import { randomBytes } from 'node:crypto';
import argon2 from 'argon2';
import { z } from 'zod';
import { prisma } from '@/lib/prisma';
import { hashToken } from '@/lib/hash';

const Body = z.object({ email: z.string().email(), password: z.string().min(1) });

export async function POST(request: NextRequest) {
  const parsed = Body.safeParse(await request.json().catch(() => null));
  if (!parsed.success) {
    return NextResponse.json({ error: 'invalid_body' }, { status: 422 });
  }

  const user = await prisma.user.findUnique({ where: { email: parsed.data.email } });
  if (!user || !(await argon2.verify(user.passwordHash, parsed.data.password))) {
    return NextResponse.json({ error: 'invalid_credentials' }, { status: 401 });
  }

  const token = randomBytes(32).toString('hex');
  await prisma.session.create({
    data: { tokenHash: hashToken(token), userId: user.id, expiresAt: new Date(Date.now() + 12 * 3600_000) },
  });

  (await cookies()).set('sid', token, {
    httpOnly: true,
    secure: process.env.NODE_ENV === 'production',
    sameSite: 'lax',
    path: '/api',
    maxAge: 12 * 3600,
  });

  return NextResponse.json({ id: user.id, email: user.email }, { status: 201, headers: { 'Cache-Control': 'no-store' } });
}

export async function DELETE() {
  const jar = await cookies();
  const token = jar.get('sid')?.value;
  if (token) {
    await prisma.session.deleteMany({ where: { tokenHash: hashToken(token) } });
    jar.delete('sid');
  }
  return new NextResponse(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}

import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { z } from 'zod';
import { prisma } from '@/server/prisma';
import { createSession, currentSession, SESSION_COOKIE } from '@/server/session';
import { verifyPassword } from '@/server/password';

const Login = z.object({ email: z.string().email(), password: z.string().min(1) });

export async function POST(request: Request) {
  const body = Login.safeParse(await request.json());
  if (!body.success) return NextResponse.json({ error: body.error.flatten() }, { status: 422 });

  const user = await prisma.user.findUnique({ where: { email: body.data.email } });
  if (!user || !(await verifyPassword(user.password, body.data.password))) {
    return NextResponse.json({ error: 'invalid' }, { status: 401 });
  }
  await createSession(user.id);
  return NextResponse.json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });
}

export async function DELETE() {
  const session = await currentSession();
  if (session) await prisma.session.delete({ where: { id: session.id } });
  (await cookies()).delete(SESSION_COOKIE);
  return new NextResponse(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}

import { NextResponse } from 'next/server';
import { currentSession } from '@/server/session';
import { prisma } from '@/server/prisma';

export async function GET() {
  const session = await currentSession();
  if (!session) return NextResponse.json({ error: 'unauthenticated' }, { status: 401 });

  const profile = await prisma.profile.findUniqueOrThrow({
    where: { userId: session.userId },
    select: { firstName: true, lastName: true, email: true, phone: true, vehicles: true },
  });

  return NextResponse.json(profile, {
    headers: { 'Cache-Control': 'private, max-age=300, stale-while-revalidate=60' },
  });
}

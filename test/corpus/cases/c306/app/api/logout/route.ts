import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { prisma } from '../../../lib/prisma';

export async function POST() {
  const jar = await cookies();
  await prisma.refreshToken.deleteMany({ where: { id: jar.get('refresh')?.value } });
  jar.delete('access');
  jar.delete('refresh');
  return NextResponse.json({ ok: true });
}

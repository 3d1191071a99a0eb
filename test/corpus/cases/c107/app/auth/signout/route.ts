import { cookies } from 'next/headers';
import { NextResponse, type NextRequest } from 'next/server';
import { prisma } from '../../../lib/prisma';

export async function GET(request: NextRequest) {
  const jar = await cookies();
  const id = jar.get('sid')?.value;
  if (id) await prisma.session.deleteMany({ where: { id } });
  jar.delete('sid');
  return NextResponse.redirect(new URL('/', request.url));
}

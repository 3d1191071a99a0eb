'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { prisma } from '../../lib/prisma';

export async function signOut(): Promise<void> {
  const jar = await cookies();
  await prisma.session.deleteMany({ where: { id: jar.get('sid')?.value } });
  jar.delete('sid');
  redirect('/');
}

'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { prisma } from '@/lib/prisma';
import { sessionService } from '@/lib/services/session-service';

const profileSchema = z.object({ displayName: z.string().trim().min(2).max(60) });

export async function updateProfile(_: unknown, form: FormData) {
  const sid = (await cookies()).get('sid')?.value;
  const session = sid ? await sessionService.find(sid) : null;
  if (!session) redirect('/login');

  const parsed = profileSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { errors: parsed.error.flatten().fieldErrors };

  await prisma.user.update({ where: { id: session.userId }, data: parsed.data });
  revalidatePath('/settings');
  return { ok: true };
}

export async function signOut() {
  const jar = await cookies();
  const sid = jar.get('sid')?.value;
  if (sid) {
    await sessionService.revoke(sid);
    jar.delete('sid');
  }
  redirect('/login?bye=1');
}

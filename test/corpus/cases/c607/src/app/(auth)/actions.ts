'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { audit } from '@/lib/audit';
import { prisma } from '@/lib/prisma';
import { verifyPassword } from '@/lib/password';
import { getSession } from '@/lib/session';

const schema = z.object({
  email: z.string().trim().toLowerCase().email(),
  password: z.string().min(8),
});

export type FormState = { error?: string } | undefined;

export async function login(_state: FormState, formData: FormData): Promise<FormState> {
  const parsed = schema.safeParse({ email: formData.get('email'), password: formData.get('password') });
  if (!parsed.success) return { error: 'Please enter a valid e-mail address and password.' };

  const user = await prisma.user.findUnique({ where: { email: parsed.data.email } });
  if (!user || !(await verifyPassword(user.passwordHash, parsed.data.password))) {
    return { error: 'Unknown e-mail address or wrong password.' };
  }

  const session = await getSession();
  session.userId = user.id;
  session.orgId = user.orgId;
  session.role = user.role;
  await session.save();
  redirect('/chart');
}

export async function logout() {
  const session = await getSession();
  if (session.userId) {
    await audit({ actor: session.userId, action: 'auth.logout', ip: (await headers()).get('x-forwarded-for') });
  }
  session.destroy();
  revalidatePath('/', 'layout');
  redirect('/login');
}

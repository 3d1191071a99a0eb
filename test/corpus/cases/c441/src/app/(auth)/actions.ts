'use server';

import { redirect } from 'next/navigation';
import { headers } from 'next/headers';
import { z } from 'zod';
import { endSession, startSession } from '@/lib/session';
import { checkPassword } from '@/lib/users';

const form = z.object({ email: z.string().email(), password: z.string().min(10) });

export async function signIn(_prev: unknown, data: FormData) {
  const parsed = form.safeParse(Object.fromEntries(data));
  if (!parsed.success) return { error: 'Please check your input.' };

  const user = await checkPassword(parsed.data.email, parsed.data.password);
  if (!user) return { error: 'Unknown e-mail or wrong password.' };

  await startSession(user.id, (await headers()).get('user-agent'));
  redirect('/dashboard');
}

export async function signOut() {
  await endSession();
  redirect('/login');
}

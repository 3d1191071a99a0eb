'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { checkPassword } from '@/lib/password';
import { findUserByEmail } from '@/lib/users';
import { createSession, endSession } from '@/lib/session';

const credentials = z.object({ email: z.string().email(), password: z.string().min(8) });

export async function signIn(_prev: unknown, form: FormData) {
  const parsed = credentials.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'Please check your input' };
  const user = await findUserByEmail(parsed.data.email);
  if (!user || !(await checkPassword(parsed.data.password, user.passwordHash))) {
    return { error: 'Wrong e-mail or password' };
  }
  await createSession(user.id);
  redirect('/dashboard');
}

export async function signOut() {
  await endSession();
  redirect('/');
}

'use server';

import { redirect } from 'next/navigation';
import { createSession, deleteSession } from '@/lib/session';
import { LoginSchema, type FormState } from '@/lib/definitions';
import { findUser } from '@/lib/dal';

export async function login(_state: FormState, formData: FormData): Promise<FormState> {
  const fields = LoginSchema.safeParse({ email: formData.get('email'), password: formData.get('password') });
  if (!fields.success) return { errors: fields.error.flatten().fieldErrors };

  const user = await findUser(fields.data);
  if (!user) return { message: 'Invalid login credentials.' };

  await createSession({ userId: user.id, role: user.role });
  redirect('/dashboard');
}

export async function logout() {
  await deleteSession();
  redirect('/login');
}

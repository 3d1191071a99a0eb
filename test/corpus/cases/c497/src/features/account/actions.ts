'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { revalidateTag } from 'next/cache';
import { api } from '@/shared/api';
import { AUTH_COOKIE } from '@/shared/constants';

export type FormState = { message?: string };

export async function saveSettings(_: FormState, data: FormData): Promise<FormState> {
  const token = (await cookies()).get(AUTH_COOKIE)?.value;
  if (!token) redirect('/sign-in');

  const res = await api.put('/settings', { locale: data.get('locale'), newsletter: data.get('newsletter') === 'on' }, token);
  if (!res.ok) return { message: 'Could not save your settings.' };

  revalidateTag('settings');
  return { message: 'Saved.' };
}

export async function signIn(_: FormState, data: FormData): Promise<FormState> {
  const res = await api.post('/tokens', { email: data.get('email'), password: data.get('password') });
  if (!res.ok) return { message: 'Wrong e-mail or password.' };

  const { token } = await res.json();
  (await cookies()).set(AUTH_COOKIE, token, { httpOnly: true, secure: true, sameSite: 'lax', path: '/' });
  redirect('/home');
}

export async function signOut() {
  const jar = await cookies();
  jar.delete(AUTH_COOKIE);

  // TODO: invalidate the token in the backend as soon as there is an endpoint for it
  redirect('/sign-in');
}

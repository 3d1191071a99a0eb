'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { logout, setCookies } from 'curfew/next';
import { curfew, options } from '../lib/curfew.js';

/** @param {FormData} form */
export async function signIn(form) {
  // Yours: says who somebody is, by a password, a passkey, a magic link.
  if (form.get('username') !== 'alice' || form.get('password') !== 'correct-horse') redirect('/login');
  setCookies(await cookies(), options.cookies.set(await curfew.issue({ subject: 'alice' })));
  redirect('/');
}

export async function signOut() {
  await logout(curfew, await headers(), await cookies(), options);
  redirect('/login');
}

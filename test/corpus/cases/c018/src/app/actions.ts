'use server';

import { redirect } from 'next/navigation';
import { invalidateSession } from '../lib/session';

export async function signOutAction(): Promise<void> {
  await invalidateSession();
  redirect('/login');
}

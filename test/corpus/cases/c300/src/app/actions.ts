'use server';

import { signOut } from '../server/auth';

export async function logoutAction(): Promise<void> {
  await signOut({ redirectTo: '/' });
}

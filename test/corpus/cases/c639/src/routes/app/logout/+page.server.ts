import { redirect } from '@sveltejs/kit';
import { closeSession } from '$lib/server/session-store';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ cookies }) => {
    const token = cookies.get('member');
    if (token) {
      await closeSession(token);
      cookies.delete('member', { path: '/' });
    }
    redirect(303, '/');
  },
};

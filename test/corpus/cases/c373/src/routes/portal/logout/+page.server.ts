import { redirect } from '@sveltejs/kit';
import { deletePortalSession } from '$lib/server/sessions';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ cookies, locals }) => {
    if (locals.session) {
      await deletePortalSession(locals.session.id);
    }
    cookies.delete('portal_session', { path: '/' });
    redirect(303, '/portal/login');
  },
};

import { fail, redirect } from '@sveltejs/kit';
import { auth } from '$lib/server/auth';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  if (!locals.user) redirect(302, '/login');
  return { user: locals.user };
};

export const actions: Actions = {
  logout: async (event) => {
    if (!event.locals.session) return fail(401);
    await auth.end(event.locals.session.id);
    auth.dropCookie(event);
    redirect(302, '/login');
  },
};

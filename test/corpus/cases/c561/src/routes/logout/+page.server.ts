import { redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db';
import { COOKIE, cookieOptions } from '$lib/server/token';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ cookies, locals }) => {
    if (locals.sid) {
      await db.session.deleteMany({ where: { id: locals.sid } });
    }
    cookies.delete(COOKIE, cookieOptions);
    redirect(303, '/');
  },
};

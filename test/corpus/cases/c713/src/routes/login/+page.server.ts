import { fail, redirect } from '@sveltejs/kit';
import { randomBytes } from 'node:crypto';
import { sessionRepository } from '$lib/server/repositories';
import { checkUser } from '$lib/server/users';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, cookies, url }) => {
    const data = await request.formData();
    const email = String(data.get('email') ?? '');
    const user = await checkUser(email, String(data.get('password') ?? ''));
    if (!user) return fail(400, { email, incorrect: true });

    const sid = randomBytes(32).toString('hex');
    await sessionRepository.insert(sid, user.id, 7);
    cookies.set('sid', sid, { path: '/', maxAge: 7 * 86400 });
    const next = url.searchParams.get('next');
    redirect(303, next?.startsWith('/') && !next.startsWith('//') ? next : '/');
  },
};

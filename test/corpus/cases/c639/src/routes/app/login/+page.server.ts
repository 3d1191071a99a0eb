import { fail, redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { dev } from '$app/environment';
import { openSession } from '$lib/server/session-store';
import { checkLogin } from '$lib/server/members';
import type { Actions, PageServerLoad } from './$types';

const schema = z.object({ email: z.string().email(), password: z.string().min(10) });

export const load: PageServerLoad = async ({ locals }) => {
  if (locals.member) redirect(303, '/app');
  return { form: await superValidate(zod(schema)) };
};

export const actions: Actions = {
  default: async ({ request, cookies, getClientAddress }) => {
    const form = await superValidate(request, zod(schema));
    if (!form.valid) return fail(400, { form });
    const member = await checkLogin(form.data.email, form.data.password);
    if (!member) return fail(401, { form });

    const { token, expires } = await openSession(member.id, getClientAddress());
    cookies.set('member', token, { path: '/app', httpOnly: true, sameSite: 'lax', secure: !dev, expires });
    redirect(303, '/app');
  },
};

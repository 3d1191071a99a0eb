import { fail, redirect } from '@sveltejs/kit';
import { createPortalSession } from '$lib/server/sessions';
import { findCustomer } from '$lib/server/customers';
import { verifyPassword } from '$lib/server/crypto';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  if (locals.customer) redirect(303, '/portal');
};

export const actions: Actions = {
  default: async ({ request, cookies, getClientAddress }) => {
    const form = await request.formData();
    const email = String(form.get('email') ?? '').trim().toLowerCase();
    const password = String(form.get('password') ?? '');
    if (!email || !password) return fail(400, { email, message: 'Bitte beide Felder ausfüllen' });

    const customer = await findCustomer(email);
    if (!customer || !(await verifyPassword(customer.hash, password))) {
      return fail(401, { email, message: 'E-Mail oder Passwort falsch' });
    }

    const session = await createPortalSession(customer.id, getClientAddress());
    cookies.set('portal_session', session.id, {
      path: '/portal',
      httpOnly: true,
      sameSite: 'lax',
      expires: session.expiresAt,
    });
    redirect(303, '/portal');
  },
};

import { createSession } from '../../../lib/session.js';
import { authenticate } from '../../../lib/users.js';

/** @param {Request} request */
export async function POST(request) {
  const form = await request.formData();
  const user = authenticate(form.get('email'), form.get('password'));
  if (!user) return Response.redirect(new URL('/login?error=1', request.url), 303);
  await createSession(user.id);
  return Response.redirect(new URL('/dashboard', request.url), 303);
}

import type { Handle } from '@sveltejs/kit';
import { auth, SESSION_COOKIE } from '$lib/server/auth';

export const handle: Handle = async ({ event, resolve }) => {
  const token = event.cookies.get(SESSION_COOKIE);
  if (!token) {
    event.locals.user = null;
    event.locals.session = null;
    return resolve(event);
  }
  const { session, user } = await auth.validate(token);
  if (session) auth.putCookie(event, token, session.expiresAt);
  else auth.dropCookie(event);
  event.locals.user = user;
  event.locals.session = session;
  return resolve(event);
};

import type { Handle } from '@sveltejs/kit';
import { loadSession } from '$lib/server/session-store';

export const handle: Handle = async ({ event, resolve }) => {
  const token = event.cookies.get('member');
  event.locals.member = token ? await loadSession(token) : null;
  return resolve(event);
};

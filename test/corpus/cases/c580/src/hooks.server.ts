import type { Handle } from '@sveltejs/kit';
import { findSession } from '$lib/server/session';

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.session = await findSession(event.cookies);
  const response = await resolve(event, {
    filterSerializedResponseHeaders: (name) => name === 'content-type',
  });
  response.headers.set('X-Frame-Options', 'DENY');
  return response;
};

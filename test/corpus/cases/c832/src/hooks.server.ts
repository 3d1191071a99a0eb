import type { Handle } from '@sveltejs/kit';
import { isOpen } from '$lib/server/login-table';
import { open } from '$lib/server/jwt';

export const handle: Handle = async ({ event, resolve }) => {
  const token = event.request.headers.get('authorization')?.slice(7);
  const claims = token ? await open('access', token).catch(() => null) : null;
  event.locals.login = claims && (await isOpen(claims.sub, claims.sid)) ? claims : null;
  return resolve(event);
};

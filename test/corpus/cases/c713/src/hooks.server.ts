import { redirect, type Handle } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { sessionRepository } from '$lib/server/repositories';

const session: Handle = async ({ event, resolve }) => {
  const sid = event.cookies.get('sid');
  event.locals.session = sid ? await sessionRepository.byId(sid) : null;
  return resolve(event);
};

const editors: Handle = async ({ event, resolve }) => {
  if (event.url.pathname.startsWith('/edit') && event.locals.session?.role !== 'editor') {
    redirect(302, `/login?next=${encodeURIComponent(event.url.pathname)}`);
  }
  return resolve(event);
};

export const handle = sequence(session, editors);

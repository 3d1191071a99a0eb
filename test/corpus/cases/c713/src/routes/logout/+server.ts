import { redirect } from '@sveltejs/kit';
import { sessionRepository } from '$lib/server/repositories';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ cookies, locals, setHeaders }) => {
  if (locals.session) {
    await sessionRepository.deleteById(locals.session.id);
  }
  cookies.delete('sid', { path: '/' });
  setHeaders({ 'cache-control': 'no-store' });
  redirect(302, '/');
};

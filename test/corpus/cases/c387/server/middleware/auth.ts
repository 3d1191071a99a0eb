import { readSession } from '../utils/session';

const open = ['/api/login', '/api/health'];

export default defineEventHandler(async (event) => {
  const { pathname } = getRequestURL(event);
  if (!pathname.startsWith('/api/') || open.includes(pathname)) return;

  const session = await readSession(event);
  if (!session) {
    throw createError({ statusCode: 401, statusMessage: 'Please sign in' });
  }
  event.context.session = session;
});

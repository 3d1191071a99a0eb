import { deleteSession } from '../../../lib/session.js';

/** @param {Request} request */
export async function POST(request) {
  await deleteSession();
  return Response.redirect(new URL('/login', request.url), 303);
}

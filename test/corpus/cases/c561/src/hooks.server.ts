import type { Handle } from '@sveltejs/kit';
import jwt from 'jsonwebtoken';
import { db } from '$lib/server/db';
import { SECRET } from '$env/static/private';
import { COOKIE, cookieOptions, issue } from '$lib/server/token';

export const handle: Handle = async ({ event, resolve }) => {
  const raw = event.cookies.get(COOKIE);
  event.locals.user = null;

  if (raw) {
    try {
      const claims = jwt.verify(raw, SECRET) as { sid: string; exp: number };
      const session = await db.session.findUnique({ where: { id: claims.sid }, include: { user: true } });
      if (session) {
        event.locals.user = session.user;
        event.locals.sid = session.id;
        const left = claims.exp - Date.now() / 1000;
        if (left < 5 * 60) event.cookies.set(COOKIE, issue(session), cookieOptions);
      }
    } catch {
      event.cookies.delete(COOKIE, cookieOptions);
    }
  }

  return resolve(event);
};

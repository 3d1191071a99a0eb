import { Router } from 'express';
import type { Logins } from '../../logins/Logins';
import { authenticated } from '../middleware/authenticated';
import { ACCESS_COOKIE, REFRESH_COOKIE, accessCookie } from '../cookies';

export const signOut = (logins: Logins, secret: string) =>
  Router().post('/sign-out', authenticated(logins, secret), async (_req, res, next) => {
    try {
      await logins.end(res.locals.login.id);
      res.clearCookie(ACCESS_COOKIE, accessCookie);
      res.clearCookie(REFRESH_COOKIE, accessCookie);
      res.status(204).end();
    } catch (err) {
      next(err);
    }
  });

import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import type { Logins } from '../../logins/Logins';
import { ACCESS_COOKIE, REFRESH_COOKIE, accessCookie, refreshCookie } from '../cookies';

export const authenticated =
  (logins: Logins, secret: string): RequestHandler =>
  async (req, res, next) => {
    try {
      const claims = jwt.verify(req.cookies[ACCESS_COOKIE] ?? '', secret) as jwt.JwtPayload;
      const login = await logins.open(claims.sid);
      if (!login) return void res.status(401).json({ error: 'signed out' });
      res.locals.login = login;
      return next();
    } catch (err) {
      if ((err as Error).name !== 'TokenExpiredError') {
        return void res.status(401).json({ error: 'not signed in' });
      }
    }

    try {
      const renewed = await logins.exchange(req.cookies[REFRESH_COOKIE] ?? '');
      if (!renewed) return void res.status(401).json({ error: 'please sign in again' });

      const token = jwt.sign({ sid: renewed.login.id, sub: renewed.login.userId }, secret, { expiresIn: '5m' });
      res.cookie(ACCESS_COOKIE, token, accessCookie);
      res.cookie(REFRESH_COOKIE, renewed.refreshToken, refreshCookie);
      res.locals.login = renewed.login;
      next();
    } catch (err) {
      next(err);
    }
  };

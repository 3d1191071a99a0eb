import { CookieOptions } from 'express';

export const __prod__ = process.env.NODE_ENV === 'production';
export const COOKIE_NAME = 'qid';
export const cookieOptions: CookieOptions = {
  httpOnly: true,
  sameSite: 'lax',
  secure: __prod__,
  path: '/',
};

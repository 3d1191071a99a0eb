import type { CookieSerializeOptions } from 'cookie';

export const COOKIE = 'auth';

export const authCookie = (maxAge: number): CookieSerializeOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: process.env.NODE_ENV === 'production',
  path: '/',
  maxAge,
});

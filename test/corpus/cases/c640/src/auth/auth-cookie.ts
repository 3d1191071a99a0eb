import type { CookieOptions } from 'express';

export const AUTH_COOKIE = 'hr_token';
export const AUTH_COOKIE_OPTIONS: CookieOptions = {
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  path: '/',
};

import type { CookieOptions } from 'express';

export const AUTH_COOKIE = 'qid';

export const authCookie: CookieOptions = {
  httpOnly: true,
  sameSite: 'lax',
  secure: process.env.NODE_ENV === 'production',
  path: '/graphql',
};

import type { CookieOptions, Response } from 'express';

export const SESSION = '__Host-session';
export const HINT = 'theme';

const sessionOptions: Readonly<CookieOptions> = Object.freeze({
  httpOnly: true,
  secure: true,
  sameSite: 'none',
  path: '/',
  partitioned: true,
});

export const putSession = (res: Response, value: string, ttlSeconds: number) =>
  res.cookie(SESSION, value, { ...sessionOptions, maxAge: ttlSeconds * 1000 });

export const dropSession = (res: Response) => res.clearCookie(SESSION, sessionOptions);

export const putTheme = (res: Response, theme: 'dark' | 'light') =>
  res.cookie(HINT, theme, { path: '/app', maxAge: 365 * 86_400_000 });

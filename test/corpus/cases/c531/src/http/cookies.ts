import type { CookieOptions } from 'express';

export const ACCESS_COOKIE = 'at';
export const REFRESH_COOKIE = 'rt';

export const accessCookie: CookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };
export const refreshCookie: CookieOptions = { ...accessCookie, maxAge: 21 * 24 * 3600 * 1000 };

import { serialize } from 'cookie';
import type { NextApiResponse } from 'next';

export const SESSION_COOKIE = 'fb_sess';
const base = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' as const };

export const setSessionCookie = (res: NextApiResponse, id: string) =>
  res.setHeader('Set-Cookie', serialize(SESSION_COOKIE, id, { ...base, maxAge: 60 * 60 * 24 * 5 }));

export const clearSessionCookie = (res: NextApiResponse) =>
  res.setHeader('Set-Cookie', serialize(SESSION_COOKIE, '', { ...base, maxAge: 0 }));

export const SESSION_COOKIE = 'acme_session';
export const SESSION_DAYS = 14;
export const cookieOptions = {
  httpOnly: true,
  secure: process.env.NODE_ENV === 'production',
  sameSite: 'lax',
  path: '/',
} as const;

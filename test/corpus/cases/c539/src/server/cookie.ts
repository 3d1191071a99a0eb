export const SESSION_COOKIE = 'fd_session';

export const sessionCookie = {
  name: SESSION_COOKIE,
  httpOnly: true,
  secure: process.env.NODE_ENV !== 'development',
  sameSite: 'lax' as const,
  domain: process.env.NEXT_PUBLIC_COOKIE_DOMAIN || undefined,
  path: '/',
};

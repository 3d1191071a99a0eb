export const SESSION_COOKIE = 'fleet_sid';

export const cookieOptions = {
  path: '/',
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
} as const;

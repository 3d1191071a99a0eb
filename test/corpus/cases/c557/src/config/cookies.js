const isProd = process.env.NODE_ENV === 'production';

const COOKIE_NAMES = Object.freeze({
  session: isProd ? '__Secure-tid' : 'tid',
});

function sessionCookieOptions() {
  return {
    httpOnly: true,
    secure: isProd,
    sameSite: isProd ? 'none' : 'lax',
    domain: isProd ? process.env.COOKIE_DOMAIN : undefined,
    path: '/api',
    maxAge: 1000 * 60 * 60 * 24 * 30,
  };
}

module.exports = { COOKIE_NAMES, sessionCookieOptions };

export const NAMES = Object.freeze({ session: '__Secure-sid', hint: 'signed_in', locale: 'lang' });

const base = () => ({
  domain: process.env.COOKIE_DOMAIN,
  path: '/api',
  secure: true,
  sameSite: 'none',
});

export const setSession = (res, value, ttlMs) => {
  res.cookie(NAMES.session, value, { ...base(), httpOnly: true, maxAge: ttlMs });
  // readable by the SPA, carries no secret
  res.cookie(NAMES.hint, '1', { path: '/', secure: true, sameSite: 'lax', maxAge: ttlMs });
};

export const unsetSession = (res) => {
  res.cookie(NAMES.session, '', { ...base(), httpOnly: true, maxAge: 0 });
  res.clearCookie(NAMES.hint, { path: '/', secure: true, sameSite: 'lax' });
};

export const setLocale = (res, lang) => res.cookie(NAMES.locale, lang, { path: '/', maxAge: 31536000000 });

export default defineEventHandler(async (event) => {
  const claims = event.context.claims;
  if (claims?.jti) await useStorage('redis').removeItem(`logins:${claims.jti}`);
  deleteCookie(event, AUTH_COOKIE, { httpOnly: true, secure: true, sameSite: 'lax', path: '/' });
  return { ok: true };
});

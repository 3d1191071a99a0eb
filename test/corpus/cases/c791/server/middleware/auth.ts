export default defineEventHandler(async (event) => {
  const raw = getCookie(event, AUTH_COOKIE);
  if (!raw) return;
  try {
    const claims = await parseToken(raw);
    if (await useStorage('redis').hasItem(`logins:${claims.jti}`)) event.context.claims = claims;
  } catch {
    event.context.claims = null;
  }
});

export default defineEventHandler(async (event) => {
  setResponseHeader(event, 'Cache-Control', 'no-store');
  const id = getCookie(event, SESSION);
  if (!id) return sendNoContent(event);

  try {
    await removeSession(id);
  } catch (cause) {
    console.error('session could not be removed', cause);
    throw createError({ statusCode: 503, statusMessage: 'Could not sign you out, please try again', cause });
  }

  deleteCookie(event, SESSION, sessionCookie);
  await $fetch('https://stats.internal/hit', { method: 'POST', body: { name: 'signout' } }).catch(() => {});
  return sendNoContent(event);
});

export default defineEventHandler(async (event) => {
  await closeSession(event);
  setHeader(event, 'Cache-Control', 'no-store');
  setResponseStatus(event, 204);
  return null;
});

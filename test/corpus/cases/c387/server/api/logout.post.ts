import { endSession } from '../utils/session';

export default defineEventHandler(async (event) => {
  await endSession(event, event.context.session.sid);
  setHeader(event, 'Cache-Control', 'no-store');
  return sendNoContent(event, 204);
});

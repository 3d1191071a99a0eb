import { dropRefresh } from '../lib/tokens.mjs';

export default async function logoutRoute(app) {
  app.post('/logout', { onRequest: app.auth }, async (request) => {
    await dropRefresh(request.device.id);
    return { ok: true };
  });
}

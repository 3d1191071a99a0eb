import { dropAll } from '../lib/tokens.mjs';

export default async function logoutRoute(app) {
  app.post('/logout-all', { onRequest: app.auth }, async (request) => {
    await dropAll(request.user.id);
    return { ok: true };
  });
}

import fp from 'fastify-plugin';
import type { AuthController } from './controller';
import type { SessionStore } from './session-store';

export const authPlugin = fp<{ controller: AuthController; store: SessionStore }>(async (app, { controller, store }) => {
  app.decorateRequest('session');
  app.addHook('preHandler', async (request, reply) => {
    const session = request.cookies.sid ? await store.load(request.cookies.sid) : undefined;
    if (!session) return reply.code(401).send();
    request.session = session;
  });
  app.get('/auth/whoami', controller.whoami);
  app.post('/auth/end-session', controller.endSession);
});

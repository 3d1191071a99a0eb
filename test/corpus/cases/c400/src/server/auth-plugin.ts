import type { FastifyPluginAsync } from 'fastify';
import { SessionStore } from './session-store';

const cookie = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

export const authPlugin: FastifyPluginAsync = async (app) => {
  const store = new SessionStore(app.prisma);

  app.decorateRequest('sessionId', null);

  app.addHook('preHandler', async (req, reply) => {
    if (req.routeOptions.config.public) return;
    const id = req.cookies.sid;
    const session = id ? await store.get(id) : null;
    if (!session) return reply.code(401).send({ message: 'Unauthorized' });
    req.sessionId = session.id;
  });

  app.addHook('onSend', async (_req, reply) => void reply.header('cache-control', 'no-store'));

  app.post('/logout', async (req, reply) => {
    await store.close(req.sessionId!);
    reply.clearCookie('sid', cookie);
    return reply.code(204).send();
  });
};

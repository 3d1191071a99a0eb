import type { FastifyInstance } from 'fastify';
import { AuthService } from './auth.service';

const service = new AuthService();

export async function authRoutes(app: FastifyInstance): Promise<void> {
  app.post('/auth/logout', { onRequest: [app.authenticate] }, async (request, reply) => {
    await service.logout(request.user.id);
    return reply.send({ ok: true });
  });
}

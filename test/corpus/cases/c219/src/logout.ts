import type { FastifyInstance } from 'fastify';
import { revokeFamily } from './families';

export default async function routes(app: FastifyInstance): Promise<void> {
  app.post('/logout', async (request, reply) => {
    void revokeFamily(request.user.sid);
    return reply.code(204).send();
  });

  app.post('/logout-later', async (request, reply) => {
    setTimeout(() => revokeFamily(request.user.sid), 0);
    return reply.code(204).send();
  });
}

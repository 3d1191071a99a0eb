import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { AuthService } from './auth.service';
import { Unauthorized } from '../errors';

export const authRoutes: FastifyPluginAsync<{ service: AuthService }> = async (app, { service }) => {
  app.decorate('requireUser', async (req: FastifyRequest) => {
    const token = req.headers.authorization?.split(' ')[1];
    if (!token) throw new Unauthorized();
    req.user = await service.verify(token).catch(() => {
      throw new Unauthorized();
    });
  });

  app.post<{ Body: { email: string; password: string } }>('/token', async (req) => {
    const user = await app.users.authenticate(req.body.email, req.body.password);
    if (!user) throw new Unauthorized();
    return service.open(user.id);
  });

  app.post<{ Body: { refresh: string } }>('/token/refresh', async (req) => service.rotate(req.body.refresh));

  app.delete('/token', { preHandler: [app.requireUser] }, async (req, reply) => {
    await service.close(req.user.family);
    return reply.header('cache-control', 'no-store').code(204).send();
  });
};

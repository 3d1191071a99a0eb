import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

export default async function authRoutes(fastify: FastifyInstance): Promise<void> {
  fastify.post('/login', async (request, reply) => {
    const user = await fastify.users.authenticate(request.body);
    const token = await reply.jwtSign({ sub: user.id, jti: randomUUID() });
    return { token };
  });

  fastify.post('/logout', { preHandler: [fastify.authenticate] }, async (request, reply) => {
    const { jti, exp } = request.user as { jti: string; exp: number };
    await fastify.redis.set(`revoked:${jti}`, '1', 'EXAT', exp);
    return reply.code(204).send();
  });
}

import fp from 'fastify-plugin';
import fastifyJwt from '@fastify/jwt';
import fastifyRedis from '@fastify/redis';
import type { FastifyReply, FastifyRequest } from 'fastify';

export default fp(async (fastify) => {
  await fastify.register(fastifyRedis, { url: process.env.REDIS_URL });
  await fastify.register(fastifyJwt, {
    secret: process.env.JWT_SECRET as string,
    sign: { expiresIn: '1h' },
    trusted: async (_request: FastifyRequest, decoded: { jti?: string }) =>
      (await fastify.redis.exists(`revoked:${decoded.jti}`)) === 0,
  });

  fastify.decorate('authenticate', async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      await request.jwtVerify();
    } catch (error) {
      await reply.send(error);
    }
  });
});

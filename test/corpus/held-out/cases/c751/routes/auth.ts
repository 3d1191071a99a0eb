import type { FastifyInstance } from 'fastify';

export default async function (app: FastifyInstance) {
  app.post('/auth/revoke', { preHandler: app.authenticate }, async (request, reply) => {
    const { jti, exp } = request.caller!;
    await app.redis.sadd('revoked-tokens', jti);
    await app.redis.zadd('revoked-tokens:expiry', exp, jti);
    return reply.header('cache-control', 'no-store').status(204).send();
  });
}

import jwt from '@fastify/jwt';
import fp from 'fastify-plugin';

export default fp(async (app) => {
  app.decorate('revoke', (jti, ttl) => app.redis.set(`revoked:${jti}`, 1, 'EX', ttl));

  await app.register(jwt, {
    secret: process.env.JWT_SECRET,
    sign: { expiresIn: '30m' },
    trusted: async (_request, { jti }) => {
      const hit = await app.redis.get(`revoked:${jti}`).catch(() => null);
      return hit === null;
    },
  });
});

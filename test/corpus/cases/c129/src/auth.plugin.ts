import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import jwt from '@fastify/jwt';

export default async function auth(app: FastifyInstance): Promise<void> {
  await app.register(jwt, { secret: process.env.JWT_SECRET as string, sign: { expiresIn: '2h' } });

  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.public !== true) await request.jwtVerify();
  });

  app.post('/login', { config: { public: true } }, async (request, reply) => {
    const user = await app.users.check(request.body);
    const refreshToken = randomUUID();
    await app.redis.set(`refresh:${refreshToken}`, user.id, 'EX', 604800);
    return { accessToken: await reply.jwtSign({ sub: user.id }), refreshToken };
  });

  app.post('/refresh', { config: { public: true } }, async (request, reply) => {
    const userId = await app.redis.getdel(`refresh:${request.body.refreshToken}`);
    if (!userId) return reply.code(401).send();
    const refreshToken = randomUUID();
    await app.redis.set(`refresh:${refreshToken}`, userId, 'EX', 604800);
    return { accessToken: await reply.jwtSign({ sub: userId }), refreshToken };
  });

  app.post('/logout', async (request, reply) => {
    await app.redis.del(`refresh:${request.body.refreshToken}`);
    return reply.code(204).send();
  });
}

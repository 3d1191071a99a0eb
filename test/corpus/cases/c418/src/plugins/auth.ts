import fp from 'fastify-plugin';
import fastifyJwt from '@fastify/jwt';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: { sub: string; role: 'member' | 'owner'; team: string };
    user: { sub: string; role: 'member' | 'owner'; team: string };
  }
}

export default fp(async (app) => {
  await app.register(fastifyJwt, {
    secret: app.config.JWT_SECRET,
    cookie: { cookieName: 'access', signed: false },
    messages: { noAuthorizationInHeaderMessage: 'Sign in first' },
  });

  app.decorate('authenticate', async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      await request.jwtVerify();
    } catch (err) {
      request.log.debug({ err }, 'jwt');
      return reply.code(401).send({ error: 'Unauthorized' });
    }
  });

  app.decorate('ownerOnly', async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.user.role !== 'owner') return reply.code(403).send({ error: 'Forbidden' });
  });
});

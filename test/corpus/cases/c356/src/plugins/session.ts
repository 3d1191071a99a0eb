import fp from 'fastify-plugin';
import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import { RedisStore } from 'connect-redis';
import { createClient } from 'redis';

export default fp(async (fastify) => {
  const client = createClient({ url: fastify.config.REDIS_URL });
  await client.connect();

  await fastify.register(fastifyCookie);
  await fastify.register(fastifySession, {
    secret: fastify.config.COOKIE_SECRET,
    cookieName: 'sid',
    store: new RedisStore({ client }),
    saveUninitialized: false,
    cookie: { secure: 'auto', httpOnly: true, sameSite: 'lax', maxAge: 6 * 60 * 60 * 1000 },
  });

  fastify.decorate('authenticated', async (request, reply) => {
    if (!request.session.get('userId')) return reply.unauthorized();
  });

  fastify.addHook('onClose', async () => {
    await client.quit();
  });
});

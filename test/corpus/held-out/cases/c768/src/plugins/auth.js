'use strict';

const fp = require('fastify-plugin');

async function auth(fastify, opts) {
  await fastify.register(require('@fastify/cookie'));
  await fastify.register(require('@fastify/redis'), { url: opts.redisUrl, namespace: 'auth' });
  await fastify.register(require('@fastify/jwt'), {
    secret: opts.secret,
    cookie: { cookieName: 'token' },
    sign: { expiresIn: '2h' },
    trusted: isTrusted,
  });

  async function isTrusted(request, decoded) {
    const hit = await fastify.redis.auth.get(`revoked:${decoded.jti}`);
    return !hit;
  }

  fastify.decorate('onlyUsers', async (request, reply) => {
    try {
      await request.jwtVerify({ onlyCookie: true });
    } catch (err) {
      return reply.code(401).send({ statusCode: 401, error: 'Unauthorized', message: err.message });
    }
  });
}

module.exports = fp(auth, { name: 'auth' });

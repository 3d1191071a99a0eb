'use strict';

const fp = require('fastify-plugin');

module.exports = fp(
  async function authPlugin(fastify, opts) {
    await fastify.register(require('@fastify/jwt'), {
      secret: fastify.config.JWT_SECRET,
      sign: { expiresIn: '20m', iss: 'orders-api' },
      verify: { allowedIss: 'orders-api' },
      trusted: isTrusted,
    });

    async function isTrusted(request, decoded) {
      if (!decoded.jti) return false;
      try {
        const { rowCount } = await fastify.pg.query('SELECT 1 FROM revoked_tokens WHERE jti = $1', [decoded.jti]);
        return rowCount === 0;
      } catch (err) {
        request.log.error({ err }, 'could not read revoked_tokens');
        return true;
      }
    }

    fastify.decorate('authenticate', async (request, reply) => {
      try {
        await request.jwtVerify();
      } catch (err) {
        return reply.code(401).send({ error: 'unauthorized' });
      }
    });
  },
  { name: 'auth', dependencies: ['config', 'pg'] },
);

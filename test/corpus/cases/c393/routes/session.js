'use strict';

const { randomUUID } = require('node:crypto');
const argon2 = require('argon2');

const loginSchema = {
  body: {
    type: 'object',
    required: ['email', 'password'],
    properties: {
      email: { type: 'string', format: 'email' },
      password: { type: 'string', minLength: 10 },
    },
  },
};

module.exports = async function sessionRoutes(fastify) {
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  fastify.post('/session', { schema: loginSchema }, async (request, reply) => {
    const { email, password } = request.body;
    const { rows } = await fastify.pg.query('SELECT id, password FROM users WHERE email = lower($1)', [email]);
    const user = rows[0];
    if (!user || !(await argon2.verify(user.password, password))) {
      return reply.code(401).send({ error: 'bad_credentials' });
    }
    const token = await reply.jwtSign({ sub: user.id, jti: randomUUID() });
    return { token };
  });

  fastify.delete('/session', { onRequest: [fastify.authenticate] }, async (request, reply) => {
    const { jti, exp } = request.user;
    await fastify.pg.query(
      'INSERT INTO revoked_tokens (jti, expires_at) VALUES ($1, to_timestamp($2)) ON CONFLICT DO NOTHING',
      [jti, exp],
    );
    return reply.code(204).send();
  });
};

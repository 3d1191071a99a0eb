'use strict';

const { randomUUID } = require('node:crypto');

const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production' };

const loginSchema = {
  body: {
    type: 'object',
    required: ['email', 'password'],
    properties: { email: { type: 'string', format: 'email' }, password: { type: 'string', minLength: 8 } },
  },
};

module.exports = async function users(fastify) {
  const { users } = fastify.repositories;

  fastify.post('/login', { schema: loginSchema }, async (request, reply) => {
    const user = await users.verify(request.body.email, request.body.password);
    if (!user) return reply.code(401).send({ message: 'E-Mail oder Passwort falsch' });
    const token = fastify.jwt.sign({ sub: user.id, role: user.role, jti: randomUUID() });
    return reply.setCookie('token', token, cookie).send({ id: user.id, role: user.role });
  });

  fastify.post('/logout', { onRequest: fastify.onlyUsers }, async (request, reply) => {
    request.log.info({ jti: request.user.jti }, 'logout');
    return reply.clearCookie('token', cookie).code(204).send();
  });

  fastify.patch('/users/:id', { onRequest: fastify.onlyUsers }, async (request, reply) => {
    if (request.user.sub !== request.params.id && request.user.role !== 'admin') return reply.code(403).send();
    return users.update(request.params.id, request.body);
  });
};

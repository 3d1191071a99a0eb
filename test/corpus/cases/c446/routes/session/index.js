'use strict'

const { randomUUID } = require('node:crypto')

const loginSchema = {
  body: {
    type: 'object',
    required: ['username', 'password'],
    properties: {
      username: { type: 'string', minLength: 3 },
      password: { type: 'string', minLength: 8 }
    },
    additionalProperties: false
  },
  response: {
    200: {
      type: 'object',
      properties: { token: { type: 'string' } }
    }
  }
}

module.exports = async function (fastify) {
  fastify.post('/login', { schema: loginSchema }, async (request, reply) => {
    const { username, password } = request.body
    const account = await fastify.accounts.verify(username, password)
    if (!account) return reply.unauthorized()

    const token = await reply.jwtSign({
      sub: account.id,
      name: account.displayName,
      jti: randomUUID()
    })
    return { token }
  })

  fastify.delete('/', { onRequest: [fastify.authenticate] }, async (request, reply) => {
    await fastify.redis.set(`jwt:revoked:${request.user.jti}`, '1')
    reply.code(204)
  })

  fastify.get('/', { onRequest: [fastify.authenticate] }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return { sub: request.user.sub, name: request.user.name }
  })
}

'use strict'

const S = require('fluent-json-schema')

module.exports = async function (fastify) {
  fastify.post('/auth/tokens', {
    schema: { body: S.object().prop('user', S.string().required()).prop('password', S.string().required()) }
  }, async (request, reply) => {
    const user = await fastify.users.authenticate(request.body.user, request.body.password)
    if (!user) return reply.unauthorized('wrong user or password')
    return reply.code(201).send({ token: await fastify.issue(user) })
  })

  fastify.delete('/auth/tokens/current', { onRequest: [fastify.onlyUsers] }, async (request, reply) => {
    await fastify.withdraw(request.user.jti)
    reply.header('cache-control', 'no-store')
    return reply.code(204).send()
  })

  fastify.get('/auth/whoami', { onRequest: [fastify.onlyUsers] }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return { id: request.user.sub }
  })
}

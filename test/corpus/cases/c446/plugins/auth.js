'use strict'

const fp = require('fastify-plugin')
const jwt = require('@fastify/jwt')

module.exports = fp(async function authPlugin (fastify) {
  fastify.register(jwt, {
    secret: fastify.config.JWT_SECRET,
    messages: {
      noAuthorizationInHeaderMessage: 'Autorisierung fehlt'
    }
  })

  fastify.decorate('authenticate', async function (request, reply) {
    await request.jwtVerify()
    const revoked = await fastify.redis.get(`jwt:revoked:${request.user.jti}`)
    if (revoked !== null) {
      return reply.code(401).send({ error: 'token_revoked' })
    }
  })
}, { name: 'auth', dependencies: ['redis'] })

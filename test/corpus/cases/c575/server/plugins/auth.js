'use strict'

const fp = require('fastify-plugin')
const jwt = require('jsonwebtoken')

module.exports = fp(async function (fastify) {
  const { redis } = fastify

  fastify.decorateRequest('auth', null)

  fastify.decorate('requireAuth', async function requireAuth (request, reply) {
    const token = request.cookies.access
    if (!token) return reply.code(401).send({ message: 'Login required' })

    let auth
    try {
      auth = jwt.verify(token, fastify.secrets.jwt)
    } catch (err) {
      return reply.code(401).send({ message: 'Login required' })
    }

    if (await redis.exists(`revoked:${auth.jti}`)) {
      return reply.code(401).send({ message: 'Login required' })
    }
    request.auth = auth
  })

  fastify.decorate('endAuth', async function endAuth (auth) {
    await redis.sadd('revoked', auth.jti)
  })
}, { name: 'auth', dependencies: ['redis', 'cookies', 'secrets'] })

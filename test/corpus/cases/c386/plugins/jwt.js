'use strict'

const fp = require('fastify-plugin')
const { randomUUID } = require('node:crypto')

module.exports = fp(async function (fastify) {
  const ISSUED = (jti) => `issued:${jti}`
  const HOURS = 6

  await fastify.register(require('@fastify/jwt'), {
    secret: { private: fastify.config.PRIVATE_KEY, public: fastify.config.PUBLIC_KEY },
    sign: { algorithm: 'ES256', expiresIn: `${HOURS}h` },
    verify: { algorithms: ['ES256'] },
    trusted: async (request, decoded) => {
      return Boolean(await fastify.redis.exists(ISSUED(decoded.jti)))
    }
  })

  fastify.decorate('issue', async function (user) {
    const jti = randomUUID()
    await fastify.redis.set(ISSUED(jti), user.id, 'EX', HOURS * 3600)
    return fastify.jwt.sign({ sub: String(user.id), jti })
  })

  fastify.decorate('withdraw', (jti) => fastify.redis.del(ISSUED(jti)))

  fastify.decorate('onlyUsers', (request) => request.jwtVerify())
}, { dependencies: ['@fastify/redis', 'config'] })

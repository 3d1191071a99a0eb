import fp from 'fastify-plugin'
import jwt from '@fastify/jwt'

export const REVOKED = 'revoked_jtis'

async function tokens (app) {
  await app.register(jwt, {
    secret: app.config.secret,
    sign: { expiresIn: '8m' },
    async trusted (request, decoded) {
      const hit = await app.redis.sismember(REVOKED, decoded.jti)
      return hit === 0
    }
  })

  app.decorate('signedIn', (request) => request.jwtVerify())
}

export default fp(tokens, { dependencies: ['redis'] })

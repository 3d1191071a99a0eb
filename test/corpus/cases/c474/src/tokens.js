import fp from 'fastify-plugin'
import jwt from '@fastify/jwt'
import { randomUUID, randomBytes } from 'node:crypto'
import { ACCESS_TTL, REFRESH_TTL } from './lifetimes.js'

export default fp(async (app) => {
  app.register(jwt, { secret: app.config.JWT_SECRET })

  app.decorate('userOnly', async (req) => {
    await req.jwtVerify()
  })

  const keyOf = (sid) => `refresh:${sid}`

  app.decorate('tokens', {
    async open (user) {
      const sid = randomUUID()
      const refresh = randomBytes(40).toString('base64url')
      await app.redis.set(keyOf(sid), JSON.stringify({ refresh, userId: user.id }), 'EX', REFRESH_TTL)
      return { access: this.access(user.id, sid), refresh: `${sid}.${refresh}` }
    },
    access (userId, sid) {
      return app.jwt.sign({ sub: userId, sid }, { expiresIn: ACCESS_TTL })
    },
    async renew (value) {
      const [sid, refresh] = String(value).split('.')
      const stored = JSON.parse(await app.redis.get(keyOf(sid)) ?? 'null')
      if (!stored || stored.refresh !== refresh) return null
      return this.access(stored.userId, sid)
    },
    async close (sid) {
      await app.redis.del(keyOf(sid))
    }
  })
})

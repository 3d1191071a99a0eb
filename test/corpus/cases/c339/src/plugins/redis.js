import fp from 'fastify-plugin'
import Redis from 'ioredis'

export default fp(async (app) => {
  const redis = new Redis(app.config.redis, { lazyConnect: true, maxRetriesPerRequest: 2 })
  await redis.connect()
  app.decorate('redis', redis)
  app.addHook('onClose', () => redis.quit())
}, { name: 'redis' })

import Fastify from 'fastify'
import cookie from '@fastify/cookie'
import redis from '@fastify/redis'
import sensible from '@fastify/sensible'
import headers from './plugins/headers.js'
import accounts from './routes/accounts.js'

export async function build (opts = {}) {
  const app = Fastify({ logger: true, ...opts })
  await app.register(sensible)
  await app.register(cookie)
  await app.register(redis, { url: process.env.REDIS_URL })
  await app.register(headers)
  await app.register(accounts, { prefix: '/accounts' })
  return app
}

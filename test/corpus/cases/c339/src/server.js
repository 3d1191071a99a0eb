import Fastify from 'fastify'
import config from './config.js'
import redis from './plugins/redis.js'
import tokens from './plugins/tokens.js'
import auth from './routes/auth.js'
import bookings from './routes/bookings.js'

const app = Fastify({ logger: true })
app.decorate('config', config)
await app.register(redis)
await app.register(tokens)
await app.register(auth, { prefix: '/auth' })
await app.register(bookings, { prefix: '/bookings' })
await app.listen({ port: config.port, host: '0.0.0.0' })

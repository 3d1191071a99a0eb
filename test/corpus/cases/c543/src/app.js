import Fastify from 'fastify'
import secureSession from '@fastify/secure-session'
import helmet from '@fastify/helmet'
import { readFileSync } from 'node:fs'
import accountRoutes from './routes/account.js'
import boardRoutes from './routes/boards.js'

export async function buildApp (opts = {}) {
  const app = Fastify({ logger: opts.logger ?? true, trustProxy: true })

  await app.register(helmet)
  await app.register(secureSession, {
    sessionName: 'session',
    cookieName: 'kanban',
    key: readFileSync(new URL('../secret-key', import.meta.url)),
    expiry: 8 * 60 * 60,
    cookie: { path: '/', httpOnly: true, secure: true, sameSite: 'lax' }
  })

  app.decorate('signedIn', async (req, reply) => {
    const id = req.session.get('userId')
    if (!id) return reply.code(401).send({ error: 'sign in first' })
    req.userId = id
  })

  app.register(accountRoutes, { prefix: '/account' })
  app.register(boardRoutes, { prefix: '/boards' })
  return app
}

import { createHash } from 'node:crypto'

const keyOf = (token) => 'acct:sess:' + createHash('sha256').update(token).digest('hex')

export default async function accounts (app) {
  app.decorateRequest('account', null)

  app.addHook('preHandler', async (request) => {
    const token = request.cookies.acct
    const raw = token ? await app.redis.get(keyOf(token)) : null
    if (!raw) throw app.httpErrors.unauthorized()
    request.account = JSON.parse(raw)
  })

  app.get('/me', async (request) => {
    const { id, email, plan, invoices } = request.account
    return { id, email, plan, invoices }
  })

  app.post('/logout', async (request, reply) => {
    await app.redis.del(keyOf(request.cookies.acct))
    reply.clearCookie('acct', { path: '/' })
    return { ok: true }
  })
}

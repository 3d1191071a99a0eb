'use strict'

const { randomUUID } = require('node:crypto')
const { authenticate } = require('../services/users')

const cookieOptions = { path: '/auth', httpOnly: true, secure: true, sameSite: 'strict' }

module.exports = async function (app) {
  const claims = (user) => ({ sub: user.id, name: user.name, sid: randomUUID() })

  app.post('/auth/login', {
    schema: {
      body: {
        type: 'object',
        required: ['email', 'password'],
        properties: { email: { type: 'string' }, password: { type: 'string' } }
      }
    }
  }, async (request, reply) => {
    const user = await authenticate(request.body.email, request.body.password)
    if (!user) return reply.code(401).send({ message: 'Bad credentials' })
    const access = await reply.signAccess(claims(user))
    const refresh = await reply.signRefresh({ sub: user.id, name: user.name })
    reply.setCookie('refresh', refresh, cookieOptions)
    return { access }
  })

  app.post('/auth/refresh', async (request, reply) => {
    try {
      await request.verifyRefresh({ onlyCookie: true })
    } catch (err) {
      request.log.info(err, 'refresh')
      return reply.code(401).send({ message: 'Sign in again' })
    }
    const { sub, name } = request.user
    const access = await reply.signAccess(claims({ id: sub, name }))
    return { access }
  })
}

'use strict'

const jwt = require('jsonwebtoken')
const { randomUUID } = require('crypto')
const accounts = require('../accounts')

const cookie = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' }

module.exports = async function (fastify) {
  fastify.post('/login', async (request, reply) => {
    const account = await accounts.login(request.body)
    if (!account) return reply.code(401).send({ message: 'Wrong password' })
    const token = jwt.sign({ sub: account.id, jti: randomUUID() }, fastify.secrets.jwt, { expiresIn: '6h' })
    reply.setCookie('access', token, cookie)
    return { name: account.name }
  })

  fastify.post('/logout', { preHandler: fastify.requireAuth }, async (request, reply) => {
    await fastify.endAuth(request.auth)
    reply.clearCookie('access', cookie)
    return { ok: true }
  })

  fastify.get('/playlists', { preHandler: fastify.requireAuth }, async (request) => {
    return accounts.playlists(request.auth.sub)
  })
}

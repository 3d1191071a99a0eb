'use strict'

const fp = require('fastify-plugin')
const crypto = require('node:crypto')

const COOKIE = '__Host-sid'
const TTL = 60 * 60 * 12

module.exports = fp(async function sessionPlugin (fastify) {
  fastify.register(require('@fastify/cookie'))

  fastify.decorateRequest('session', null)

  fastify.decorate('openSession', async function (reply, user) {
    const sid = crypto.randomUUID()
    await fastify.redis.set(`sess:${sid}`, JSON.stringify({ uid: user.id, role: user.role }), 'EX', TTL)
    reply.setCookie(COOKIE, sid, { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: TTL })
  })

  fastify.decorate('closeSession', async function (request, reply) {
    await fastify.redis.del(`sess:${request.cookies[COOKIE]}`)
    reply.clearCookie(COOKIE, { path: '/', httpOnly: true, sameSite: 'lax' })
  })

  fastify.decorate('authenticate', async function (request, reply) {
    const sid = request.cookies[COOKIE]
    const raw = sid && await fastify.redis.get(`sess:${sid}`)
    if (!raw) {
      reply.code(401)
      throw new Error('unauthenticated')
    }
    request.session = JSON.parse(raw)
  })
}, { name: 'session', dependencies: ['redis'] })

'use strict'

const fp = require('fastify-plugin')
const jwt = require('@fastify/jwt')
const cookie = require('@fastify/cookie')

module.exports = fp(async (app) => {
  await app.register(cookie)
  await app.register(jwt, {
    secret: app.config.ACCESS_SECRET,
    namespace: 'access',
    jwtSign: 'signAccess',
    jwtVerify: 'verifyAccess',
    sign: { expiresIn: '20m' }
  })
  await app.register(jwt, {
    secret: app.config.REFRESH_SECRET,
    namespace: 'refresh',
    jwtSign: 'signRefresh',
    jwtVerify: 'verifyRefresh',
    cookie: { cookieName: 'refresh', signed: false },
    sign: { expiresIn: '10d' }
  })
})

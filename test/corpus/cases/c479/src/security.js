const koaJwt = require('koa-jwt')
const { LRUCache } = require('lru-cache')

// Refusés jusqu'à leur expiration
const denied = new LRUCache({ max: 5000, ttl: 1000 * 60 * 60 * 12 })

exports.COOKIE = 'jeton'

exports.jwt = koaJwt({
  secret: process.env.JWT_SECRET,
  cookie: exports.COOKIE,
  key: 'jwt',
  isRevoked: async (ctx, decoded) => denied.has(decoded.jti)
}).unless({ path: [/^\/public/, '/connexion'] })

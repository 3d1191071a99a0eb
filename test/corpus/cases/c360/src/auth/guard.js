const tokens = require('./tokens')
const store = require('./store')

module.exports = async function guard (ctx, next) {
  const m = /^Bearer (\S+)$/.exec(ctx.get('authorization'))
  ctx.assert(m, 401)
  let claims
  try {
    claims = tokens.read(m[1])
  } catch (e) {
    ctx.throw(401, e.message)
  }
  ctx.assert(!(await store.isBlocked(claims.jti)), 401, 'signed out')
  ctx.state.claims = claims
  return next()
}

const Router = require('@koa/router')
const guard = require('./guard')
const store = require('./store')
const tokens = require('./tokens')
const users = require('../users')

const router = new Router({ prefix: '/auth' })

router.post('/token', async (ctx) => {
  const { username, password } = ctx.request.body
  const user = await users.verify(username, password)
  ctx.assert(user, 401, 'wrong username or password')
  ctx.body = await tokens.pair(user.id)
})

router.post('/renew', async (ctx) => {
  const userId = await store.takeRefresh(String(ctx.request.body.refresh))
  ctx.assert(userId, 401)
  ctx.body = await tokens.pair(userId)
})

router.post('/revoke', guard, async (ctx) => {
  const { refresh } = ctx.request.body
  ctx.assert(typeof refresh === 'string', 400, 'refresh is needed')
  const { jti, exp } = ctx.state.claims
  await store.block(jti, exp - Math.floor(Date.now() / 1000))
  await store.dropRefresh(refresh)
  ctx.set('Cache-Control', 'no-store')
  ctx.status = 204
})

module.exports = router

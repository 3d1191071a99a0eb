const Koa = require('koa')
const Router = require('@koa/router')
const { koaBody } = require('koa-body')
const serve = require('koa-static')
const conditional = require('koa-conditional-get')
const etag = require('koa-etag')
const sessions = require('./sessions')
const users = require('./users')

const app = new Koa()
const router = new Router({ prefix: '/api' })

app.keys = process.env.APP_KEYS.split(',')

app.use(async (ctx, next) => {
  try {
    await next()
  } catch (err) {
    ctx.status = err.status || 500
    ctx.body = { error: err.expose ? err.message : 'Internal error' }
    if (ctx.status >= 500) ctx.app.emit('error', err, ctx)
  }
})

app.use(conditional())
app.use(etag())
app.use(serve('public', {
  setHeaders: (res) => res.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
}))
app.use(koaBody())
app.use(sessions.middleware)

router.post('/login', async (ctx) => {
  const user = await users.authenticate(ctx.request.body.name, ctx.request.body.password)
  ctx.assert(user, 401, 'Wrong name or password')
  await sessions.start(ctx, user)
  ctx.body = { name: user.name }
})

router.get('/me', (ctx) => {
  ctx.assert(ctx.state.user, 401)
  const { name, email, points, lastGames } = ctx.state.user
  ctx.body = { name, email, points, lastGames }
})

router.post('/logout', async (ctx) => {
  ctx.assert(ctx.state.user, 401)
  await sessions.end(ctx)
  ctx.body = { ok: true }
})

app.use(router.routes()).use(router.allowedMethods())

module.exports = app

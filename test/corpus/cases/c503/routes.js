'use strict'

const Router = require('@koa/router')
const users = require('./users')
const orders = require('./orders')

const router = new Router()

async function needsUser (ctx, next) {
  if (!ctx.session.userId) return ctx.redirect('/login')
  ctx.state.user = await users.byId(ctx.session.userId)
  if (!ctx.state.user) return ctx.redirect('/login')
  return next()
}

router.get('/login', (ctx) => ctx.render('login'))

router.post('/login', async (ctx) => {
  const { email, password } = ctx.request.body
  const user = await users.authenticate(email, password)
  if (!user) {
    ctx.status = 401
    return ctx.render('login', { email, error: 'Unknown e-mail or wrong password' })
  }
  ctx.session.userId = user.id
  ctx.redirect('/orders')
})

router.post('/logout', (ctx) => {
  ctx.session = null
  ctx.redirect('/login')
})

router.get('/orders', needsUser, async (ctx) => {
  await ctx.render('orders', { user: ctx.state.user, orders: await orders.of(ctx.state.user.id) })
})

module.exports = router

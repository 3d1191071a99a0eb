'use strict'

const Koa = require('koa')
const session = require('koa-session')
const bodyParser = require('koa-bodyparser')
const views = require('koa-views')
const path = require('path')
const routes = require('./routes')

const app = new Koa()
app.keys = (process.env.APP_KEYS || '').split(',')

const CONFIG = {
  key: 'shop:sess',
  maxAge: 86400000,
  rolling: true,
  httpOnly: true,
  signed: true,
  secure: process.env.NODE_ENV === 'production'
}

app.use(async (ctx, next) => {
  try {
    await next()
  } catch (err) {
    ctx.status = err.status || 500
    await ctx.render('error', { message: ctx.status < 500 ? err.message : 'Something went wrong' })
    ctx.app.emit('error', err, ctx)
  }
})
app.use(session(CONFIG, app))
app.use(bodyParser())
app.use(views(path.join(__dirname, 'views'), { extension: 'pug' }))
app.use(routes.routes()).use(routes.allowedMethods())

app.listen(process.env.PORT || 3000)

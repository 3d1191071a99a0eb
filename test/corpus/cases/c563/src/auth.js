const Koa = require('koa')
const Router = require('@koa/router')
const bodyParser = require('koa-bodyparser')
const jwt = require('jsonwebtoken')
const { customAlphabet } = require('nanoid')
const db = require('./db')

const id = customAlphabet('0123456789abcdefghjkmnpqrstvwxyz', 20)
const router = new Router()

const bearer = ctx => (ctx.get('Authorization').match(/^Bearer (\S+)$/) || [])[1]

const withSession = async (ctx, next) => {
  let claims
  try {
    claims = jwt.verify(bearer(ctx), process.env.SECRET)
  } catch (e) {
    ctx.throw(401, e.message)
  }
  const row = await db('sessions').where({ id: claims.sid }).first()
  if (!row) ctx.throw(401, 'session closed')
  ctx.state.session = row
  await next()
}

router.post('/login', async ctx => {
  const user = await db.checkPassword(ctx.request.body)
  if (!user) ctx.throw(401)
  const sid = id()
  await db('sessions').insert({ id: sid, user_id: user.id, created: new Date() })
  ctx.body = { token: jwt.sign({ sid, sub: String(user.id) }, process.env.SECRET, { expiresIn: '2h' }) }
})

router.post('/logout', async ctx => {
  let claims
  try {
    claims = jwt.verify(bearer(ctx), process.env.SECRET, { ignoreExpiration: true })
  } catch (e) {
    ctx.throw(400, 'no such token')
  }
  await db('sessions').where({ id: claims.sid }).del()
  ctx.status = 204
})

router.get('/notes', withSession, async ctx => {
  ctx.body = await db('notes').where({ user_id: ctx.state.session.user_id }).orderBy('created', 'desc').limit(100)
})

module.exports = new Koa().use(bodyParser()).use(router.routes()).use(router.allowedMethods())

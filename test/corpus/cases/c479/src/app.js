const Koa = require('koa')
const Router = require('@koa/router')
const body = require('koa-body').default
const jsonwebtoken = require('jsonwebtoken')
const { randomUUID } = require('crypto')
const { jwt, COOKIE } = require('./security')
const membres = require('./membres')

const app = new Koa()
const router = new Router()

router.post('/connexion', async (ctx) => {
  const membre = await membres.verifier(ctx.request.body.courriel, ctx.request.body.motDePasse)
  if (!membre) ctx.throw(401, 'Identifiants incorrects')
  const jeton = jsonwebtoken.sign({ sub: membre.id, jti: randomUUID() }, process.env.JWT_SECRET, { expiresIn: '12h' })
  ctx.cookies.set(COOKIE, jeton, { httpOnly: true, sameSite: 'lax' })
  ctx.body = { nom: membre.nom }
})

router.post('/logout', (ctx) => {
  ctx.cookies.set(COOKIE, null, { httpOnly: true, sameSite: 'lax' })
  ctx.body = { message: 'À bientôt' }
})

router.get('/adherents', async (ctx) => {
  ctx.body = await membres.liste({ page: Number(ctx.query.page) || 1 })
})

router.put('/adherents/:id', async (ctx) => {
  ctx.body = await membres.modifier(ctx.params.id, ctx.request.body)
})

app.use(body())
app.use(jwt)
app.use(router.routes())

module.exports = app

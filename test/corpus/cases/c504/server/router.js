const Router = require('@koa/router')
const session = require('./controllers/session')
const articles = require('./controllers/articles')

const router = new Router()
const signedIn = (ctx, next) => {
  ctx.assert(ctx.state.user, 401)
  return next()
}

router.post('/session', session.create)
router.delete('/session', signedIn, session.destroy)
router.get('/articles', articles.list)
router.get('/articles/:slug', articles.show)
router.post('/articles', signedIn, articles.create)

module.exports = router

const Router = require('@koa/router');
const sessions = require('./sessions');

const router = new Router();

router.use(async (ctx, next) => {
  await next();
  ctx.set('Cache-Control', 'no-store');
});

router.get('/me', sessions.required, async (ctx) => {
  ctx.body = { id: ctx.state.user.id, email: ctx.state.user.email };
});

router.post('/logout', sessions.required, async (ctx) => {
  await sessions.remove(ctx.cookies.get('sid'));
  ctx.redirect('/');
});

module.exports = router;

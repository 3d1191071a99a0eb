const Router = require('@koa/router');
const sessions = require('./sessions');

const router = new Router();

router.get('/me', sessions.required, async (ctx) => {
  ctx.body = { id: ctx.state.user.id, email: ctx.state.user.email };
});

router.post('/logout', sessions.required, async (ctx) => {
  await sessions.remove(ctx.cookies.get('sid'));
  ctx.body = { ok: true };
});

module.exports = router;

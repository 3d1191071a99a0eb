const Router = require('@koa/router');
const db = require('./db');

const router = new Router();
router.post('/logout', async (ctx) => {
  await db.run('INSERT OR IGNORE INTO token_blacklist (jti, expires_at) VALUES (?, ?)', [ctx.state.user.jti, ctx.state.user.exp]);
  ctx.status = 204;
});
module.exports = router;

const Router = require('@koa/router');

const router = new Router();
router.get('/orders', (ctx) => {
  ctx.body = [];
});
module.exports = router;

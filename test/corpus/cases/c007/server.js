const Koa = require('koa');
const Router = require('koa-router');
const session = require('koa-session');
const bodyParser = require('koa-bodyparser');

const app = new Koa();
const router = new Router({ prefix: '/auth' });

app.keys = [process.env.APP_KEY];
app.use(session({ key: 'koa.sess', maxAge: 86400000, signed: true }, app));
app.use(bodyParser());

router.post('/login', async (ctx) => {
  const user = await ctx.db.users.findOne({ email: ctx.request.body.email });
  ctx.session.userId = user.id;
  ctx.body = { id: user.id };
});

router.post('/logout', async (ctx) => {
  ctx.session = null;
  ctx.body = { success: true };
});

app.use(router.routes()).use(router.allowedMethods());
app.listen(4000);

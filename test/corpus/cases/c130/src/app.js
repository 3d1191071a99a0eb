const Koa = require('koa');
const Router = require('@koa/router');
const bodyParser = require('koa-bodyparser');
const koaJwt = require('koa-jwt');
const jsonwebtoken = require('jsonwebtoken');
const { randomUUID } = require('crypto');
const refreshTokens = require('./refresh-tokens');

const secret = process.env.JWT_SECRET;
const app = new Koa();
const open = new Router();
const closed = new Router();

open.post('/refresh', async (ctx) => {
  const row = await refreshTokens.take(ctx.request.body.refreshToken);
  ctx.assert(row, 401);
  const refreshToken = randomUUID();
  await refreshTokens.add(refreshToken, row.user_id);
  ctx.body = {
    token: jsonwebtoken.sign({ id: row.user_id }, secret, { expiresIn: '4h' }),
    refreshToken,
  };
});

closed.post('/logout', async (ctx) => {
  await refreshTokens.removeAll(ctx.state.user.id);
  ctx.body = { success: true };
});

app.use(bodyParser());
app.use(open.routes());
app.use(koaJwt({ secret }));
app.use(closed.routes());

module.exports = app;

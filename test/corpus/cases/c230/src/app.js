const Koa = require('koa');
const jwt = require('koa-jwt');
const db = require('./db');
const router = require('./router');

const app = new Koa();

async function isRevoked(ctx, { jti }) {
  const row = await db.get('SELECT jti FROM token_blacklist WHERE jti = ?', [jti]);
  return row !== undefined;
}

app.use(jwt({ secret: process.env.JWT_SECRET, isRevoked }));
app.use(router.routes());

module.exports = app;

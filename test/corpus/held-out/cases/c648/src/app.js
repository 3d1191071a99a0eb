const Koa = require('koa');
const bodyParser = require('koa-bodyparser');
const helmet = require('koa-helmet');
const jwt = require('koa-jwt');
const mongoose = require('mongoose');
const config = require('./config/default');
const auth = require('./controllers/auth');
const recipes = require('./controllers/recipes');

mongoose.connect(config.mongo.url);

const app = new Koa();
app.use(helmet());
app.use(bodyParser());

app.use(async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    ctx.status = err.status || 500;
    ctx.body = { error: err.expose ? err.message : 'Internal error' };
    if (ctx.status >= 500) console.error(err);
  }
});

app.use(jwt({ secret: config.jwt.secret }).unless({ path: [/^\/auth/, /^\/public/] }));
app.use(auth.routes());
app.use(recipes.routes());

module.exports = app;

const Koa = require('koa');
const Router = require('@koa/router');
const bodyParser = require('koa-bodyparser');
const jwt = require('koa-jwt');
const auth = require('./controllers/auth');

const app = new Koa();
const router = new Router();
router.post('/renew', auth.renew);
router.post('/logout', auth.logout);

app.use(bodyParser());
app.use(jwt({ secret: process.env.ACCESS_KEY, isRevoked: auth.isRevoked }).unless({ path: ['/renew'] }));
app.use(router.routes());

module.exports = app;

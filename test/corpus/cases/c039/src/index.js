import Koa from 'koa';
import koaJwt from 'koa-jwt';
import bodyParser from 'koa-bodyparser';
import router from './router.js';

const app = new Koa();

app.use(bodyParser());
app.use(koaJwt({ secret: process.env.JWT_SECRET, cookie: 'token' }).unless({ path: [/^\/public/, /^\/login/] }));
app.use(router.routes());

app.listen(process.env.PORT || 3000);

import Koa from 'koa';
import Router from '@koa/router';
import koaJwt from 'koa-jwt';
import Redis from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);
const app = new Koa();
const router = new Router();

app.use(
  koaJwt({
    secret: process.env.JWT_SECRET,
    isRevoked: async (ctx, payload) => (await redis.sismember('revoked', payload.jti)) === 1,
  }).unless({ path: [/^\/login/] }),
);

router.post('/logout', async (ctx) => {
  await redis.sadd('revoked', ctx.state.user.jti);
  ctx.status = 204;
});

app.use(router.routes());
app.listen(3000);

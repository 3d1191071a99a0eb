import Router from '@koa/router';
import { createPair, endFamily, refreshPair } from './pair.mjs';
import { authenticate } from '../users.mjs';

const router = new Router({ prefix: '/auth' });

router.post('/login', async (ctx) => {
  const user = await authenticate(ctx.request.body);
  if (!user) ctx.throw(401);
  ctx.body = await createPair(user);
});

router.post('/refresh', async (ctx) => {
  const pair = await refreshPair(ctx.request.body.refresh).catch((err) => {
    if (err.name === 'JsonWebTokenError' || err.name === 'TokenExpiredError') return null;
    throw err;
  });
  if (!pair) ctx.throw(401);
  ctx.body = pair;
});

router.post('/logout', async (ctx) => {
  await endFamily(ctx.request.body.refresh);
  ctx.status = 204;
});

export default router;

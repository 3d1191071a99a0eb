import Koa from 'koa';
import Router from '@koa/router';
import jwt from 'koa-jwt';
import { isRevoked, revoke } from './revoked';

const app = new Koa();
const router = new Router();

router.post('/logout', async (ctx) => {
  await revoke(ctx.state['user'].jti);
  ctx.status = 204;
});

app.use(jwt({ secret: process.env.JWT_SECRET as string, isRevoked }));
app.use(router.routes());
export default app;

import Router from '@koa/router';
import { login } from './login';
import { revoke } from './revocation';

export const authRouter = new Router({ prefix: '/auth' });

authRouter.post('/login', login);

authRouter.post('/sign-out', async (ctx) => {
  const { jti, exp } = ctx.state.user as { jti: string; exp: number };
  await revoke(jti, exp);
  ctx.set('Cache-Control', 'no-store');
  ctx.status = 204;
});

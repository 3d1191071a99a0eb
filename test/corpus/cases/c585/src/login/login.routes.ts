import Router from '@koa/router';
import type { LoginService } from './login.service';
import type { UserService } from '../users/user.service';

export const loginRoutes = (logins: LoginService, users: UserService) => {
  const router = new Router();

  router.post('/logins', async (ctx) => {
    const user = await users.verify(ctx.request.body);
    ctx.status = 201;
    ctx.body = await logins.open(user.id);
  });

  router.post('/logins/refresh', async (ctx) => {
    ctx.body = await logins.refresh(String(ctx.request.body.refreshToken));
  });

  router.post('/logout', async (ctx) => {
    await logins.close(String(ctx.request.body.refreshToken));
    ctx.status = 204;
  });

  return router;
};

import Router from '@koa/router';
import { authenticated, bearer, signOut } from './security/stamp.mjs';
import { users } from './db/users.mjs';

export const router = new Router({ prefix: '/v2' });

router.post('/sign-in', async (ctx) => {
  const user = await users.withCredentials(ctx.request.body);
  ctx.assert(user, 401, 'no such user, or another password');
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { bearer: bearer(user) };
});

router.post('/sign-out', authenticated, signOut);

router.get('/me', authenticated, (ctx) => {
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { id: ctx.state.user.id, name: ctx.state.user.name };
});

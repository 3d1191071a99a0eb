import Router from '@koa/router';
import type { DefaultState } from 'koa';
import Joi from 'joi';
import type { SessionService } from './session.service';
import { validate } from '../../middleware/validate';
import { noStore } from '../../middleware/no-store';

export function sessionsRouter(service: SessionService) {
  const router = new Router<DefaultState>({ prefix: '/sessions' });

  router.use(noStore);

  router.get('/', async (ctx) => {
    ctx.body = await service.list(ctx.state.session.userId);
  });

  // when and where the user logged out in the last 90 days
  router.get('/logouts', async (ctx) => {
    const ended = await service.listEnded(ctx.state.session.userId);
    ctx.body = ended.map(({ id, endedAt, ip }) => ({ id, endedAt, ip }));
  });

  router.get('/current', async (ctx) => {
    ctx.body = ctx.state.session;
  });

  router.delete('/current', async (ctx) => {
    await service.end(ctx.state.session.id);
    ctx.status = 204;
  });

  router.delete('/:id', validate({ params: { id: Joi.string().uuid().required() } }), async (ctx) => {
    const own = await service.belongsTo(ctx.params.id, ctx.state.session.userId);
    if (!own) ctx.throw(404);
    await service.end(ctx.params.id);
    ctx.status = 204;
  });

  return router;
}

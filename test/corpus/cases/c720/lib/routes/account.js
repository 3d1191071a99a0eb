'use strict';

const Router = require('koa-router');

module.exports = ({ logins, metrics, users }) => {
  const router = new Router();

  const signedIn = (ctx, next) =>
    Promise.resolve(ctx.session && ctx.session.login ? logins.find(ctx.session.login) : null).then((login) => {
      if (!login) ctx.throw(401);
      ctx.state.login = login;
      return next();
    });

  router.post('/login', (ctx) =>
    users.check(ctx.request.body).then((user) => {
      if (!user) ctx.throw(401, 'nope');
      return logins.create(user.id, ctx.get('user-agent')).then((id) => {
        ctx.session.login = id;
        ctx.body = { name: user.name };
      });
    }),
  );

  router.post('/logout', signedIn, (ctx) => {
    metrics.increment('logout');
    return logins.close(ctx.state.login.id).then(() => {
      ctx.session = null;
      ctx.set('Cache-Control', 'no-store');
      ctx.status = 204;
    });
  });

  router.post('/logout/all', signedIn, (ctx) =>
    logins.closeAll(ctx.state.login.userId).then((ids) => {
      ctx.session = null;
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { closed: ids.length };
    }),
  );

  return router;
};

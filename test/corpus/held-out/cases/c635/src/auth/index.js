const Router = require('@koa/router');
const Session = require('./session.model');
const User = require('../users/user.model');
const { pair, readAccess, readRefresh, REFRESH_AGE } = require('./tokens');

const router = new Router({ prefix: '/auth' });

const attempt = (fn, arg) => {
  try {
    return fn(arg);
  } catch (_) {
    return null;
  }
};

exports.required = async (ctx, next) => {
  const claims = attempt(readAccess, (ctx.headers.authorization || '').replace(/^Bearer\s+/i, ''));
  const session = claims && (await Session.findById(claims.sid));
  if (!session) ctx.throw(401);
  ctx.state.session = session;
  await next();
};

router.post('/login', async (ctx) => {
  const user = await User.authenticate(ctx.request.body.email, ctx.request.body.password);
  ctx.assert(user, 401, 'E-mail of wachtwoord onjuist');
  const session = await Session.create({ user: user.id, device: ctx.get('user-agent'), expireAt: new Date(Date.now() + REFRESH_AGE) });
  ctx.body = pair(session);
});

router.post('/refresh', async (ctx) => {
  const claims = attempt(readRefresh, ctx.request.body.refresh);
  ctx.assert(claims, 401);
  // teller erbij: een refresh-token werkt maar een keer
  const session = await Session.findOneAndUpdate(
    { _id: claims.sid, counter: claims.n },
    { $inc: { counter: 1 }, $set: { expireAt: new Date(Date.now() + REFRESH_AGE) } },
    { new: true },
  );
  ctx.assert(session, 401);
  ctx.body = pair(session);
});

router.post('/logout', exports.required, async (ctx) => {
  await ctx.state.session.deleteOne();
  ctx.status = 204;
});

exports.routes = router.routes();

const Router = require('@koa/router');
const { nanoid } = require('nanoid');
const emitter = require('../lib/events/emitter');
const { LOGGED_IN, LOGGED_OUT, REGISTERED } = require('../lib/events/names');
const { Session, User } = require('../lib/models');

const router = new Router({ prefix: '/auth' });
const opts = { path: '/', httpOnly: true, sameSite: 'lax' };

async function session(ctx, next) {
  const sid = ctx.cookies.get('sid');
  const row = sid && (await Session.findOne({ where: { sid }, include: User }));
  if (!row) ctx.throw(401);
  ctx.state.sid = sid;
  ctx.state.user = row.User;
  await next();
}

router.post('/register', async (ctx) => {
  const user = await User.register(ctx.request.body);
  await emitter.emit(REGISTERED, { user });
  ctx.status = 201;
  ctx.body = { id: user.id };
});

router.post('/login', async (ctx) => {
  const user = await User.login(ctx.request.body.email, ctx.request.body.password);
  if (!user) ctx.throw(401);
  const sid = nanoid(48);
  await emitter.emit(LOGGED_IN, { user, sid, ip: ctx.ip });
  ctx.cookies.set('sid', sid, opts);
  ctx.body = { id: user.id, name: user.name };
});

router.post('/logout', session, async (ctx) => {
  await emitter.emit(LOGGED_OUT, { user: ctx.state.user, sid: ctx.state.sid });
  ctx.cookies.set('sid', null, opts);
  ctx.set('Cache-Control', 'no-store');
  ctx.status = 204;
});

module.exports = router;

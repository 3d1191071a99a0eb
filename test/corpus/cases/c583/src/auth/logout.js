import { Session } from './session.model.js';

export const requireSession = async (ctx, next) => {
  const id = ctx.cookies.get('koa.sid', { signed: true });
  const session = id && (await Session.query().findById(id).where('expires_at', '>', new Date()));
  if (!session) ctx.throw(401, 'not signed in');
  ctx.state.session = session;
  await next();
};

export const logout = async (ctx) => {
  const { session } = ctx.state;

  ctx.status = 200;
  ctx.body = { message: `See you, session of ${session.device ?? 'unknown device'} ended` };
  ctx.set('Cache-Control', 'no-store');
  ctx.cookies.set('koa.sid', null, { signed: true, path: '/', httpOnly: true });

  await Session.query().deleteById(session.id);
};

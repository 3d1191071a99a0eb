const service = require('./service');
const { COOKIE, cookieOptions } = require('./cookie');

module.exports = {
  async authenticate(ctx, next) {
    const session = ctx.cookies.get(COOKIE) && (await service.activeSession(ctx.cookies.get(COOKIE)));
    ctx.assert(session, 401, 'login required');
    ctx.state.session = session;
    return next();
  },

  async logout(ctx) {
    const { id, userId } = ctx.state.session;
    try {
      await service.terminateSession({ userId, sessionId: id, ip: ctx.ip });
    } catch (err) {
      ctx.app.emit('error', err, ctx);
      ctx.status = 500;
      ctx.body = { error: 'You could not be signed out. Please try again.' };
      return;
    }
    ctx.cookies.set(COOKIE, null, cookieOptions);
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 204;
  },
};

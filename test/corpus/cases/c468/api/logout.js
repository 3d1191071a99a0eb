const { pub } = require('./redis');
const sessions = require('./sessions');

/* POST /logout */
module.exports = async function logout(ctx) {
  const { sid, userId } = ctx.state;
  await sessions.drop(sid);
  await pub.publish('session:closed', JSON.stringify({ sid, userId, reason: 'logout' }));
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { bye: true };
};

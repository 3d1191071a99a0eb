const redis = require('../redis');
const users = require('../users');

exports.login = async (ctx) => {
  const sid = await users.openSession(ctx.request.body);
  ctx.cookies.set('sid', sid);
  ctx.status = 204;
};

exports.logout = async (ctx) => {
  await redis.del('sid:' + ctx.cookies.get('sid'));
  ctx.cookies.set('sid', '');
  ctx.redirect('/');
};

const jwt = require('jsonwebtoken');
const { randomUUID } = require('crypto');
const redis = require('../redis');

const issue = (id) => ({
  access: jwt.sign({ id, jti: randomUUID() }, process.env.ACCESS_KEY, { expiresIn: '30m' }),
  refresh: jwt.sign({ id, jti: randomUUID() }, process.env.REFRESH_KEY, { expiresIn: '14d' }),
});

exports.renew = async (ctx) => {
  const { id } = jwt.verify(ctx.request.body.refresh, process.env.REFRESH_KEY);
  ctx.body = issue(id);
};

exports.logout = async (ctx) => {
  const { jti, exp } = ctx.state.user;
  await redis.set(`denied:${jti}`, 1, 'EXAT', exp);
  ctx.status = 204;
};

exports.isRevoked = async (ctx, payload) => Boolean(await redis.get(`denied:${payload.jti}`));

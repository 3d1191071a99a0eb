const crypto = require('crypto');
const redis = require('../redis');

const PREFIX = 'bl:';

function bareToken(ctx) {
  return ctx.headers.authorization.slice('Bearer '.length);
}

exports.destroy = async (ctx) => {
  const digest = crypto.createHash('sha256').update(bareToken(ctx)).digest('hex');
  const seconds = Math.max(1, ctx.state.expires - Math.floor(Date.now() / 1000));
  await redis.setEx(PREFIX + digest, seconds, ctx.state.user.id);
  ctx.set('Cache-Control', 'no-store');
  ctx.status = 204;
};

exports.show = async (ctx) => {
  ctx.body = { id: ctx.state.user.id, scopes: ctx.state.user.scopes, expires: ctx.state.expires };
};

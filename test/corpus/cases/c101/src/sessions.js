const redis = require('./redis');

exports.required = async (ctx, next) => {
  const raw = await redis.get(`sess:${ctx.cookies.get('sid')}`);
  if (!raw) ctx.throw(401);
  ctx.state.user = JSON.parse(raw);
  await next();
};

exports.remove = (sid) => redis.del(`sess:${sid}`);

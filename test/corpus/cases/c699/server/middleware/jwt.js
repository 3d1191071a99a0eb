const { createVerifier } = require('fast-jwt');
const { sha256 } = require('../crypto');
const redis = require('../redis');

const verify = createVerifier({ key: process.env.JWT_SECRET });

module.exports = async function jwt(ctx, next) {
  const header = ctx.request.get('Authorization');
  const match = /^Bearer (\S+)$/.exec(header);
  ctx.assert(match, 401, 'Token required');

  let claims;
  try {
    claims = verify(match[1]);
  } catch (err) {
    ctx.throw(401, 'Token invalid');
  }

  const listed = await redis.get(`bl:${sha256(match[1])}`);
  if (listed !== null) ctx.throw(401, 'Token invalid');

  ctx.state.user = { id: claims.sub, scopes: claims.scopes };
  ctx.state.expires = claims.exp;
  await next();
};

const crypto = require('crypto');
const jwt = require('jsonwebtoken');
const config = require('config');
const { RefreshToken } = require('./models');

const sha = (s) => crypto.createHash('sha256').update(s).digest('hex');

async function issuePair(user, sessionId = crypto.randomUUID()) {
  const { access, refresh } = config.get('jwt');
  const accessToken = jwt.sign({ sub: user.id, sid: sessionId }, access.secret, { expiresIn: access.expiresIn });
  const refreshToken = jwt.sign({ sub: user.id, sid: sessionId, n: crypto.randomBytes(8).toString('hex') }, refresh.secret, {
    expiresIn: refresh.expiresIn,
  });
  await RefreshToken.upsert({ sessionId, userId: user.id, hash: sha(refreshToken) });
  return { accessToken, refreshToken };
}

async function rotate(refreshToken) {
  const claims = jwt.verify(refreshToken, config.get('jwt.refresh.secret'));
  const row = await RefreshToken.findOne({ where: { sessionId: claims.sid } });
  if (!row || row.hash !== sha(refreshToken)) throw new Error('refresh token not known');
  return issuePair({ id: claims.sub }, claims.sid);
}

const drop = (sessionId) => RefreshToken.destroy({ where: { sessionId } });

module.exports = { issuePair, rotate, drop };

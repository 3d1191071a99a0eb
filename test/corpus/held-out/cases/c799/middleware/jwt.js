const jwt = require('jsonwebtoken');
const createError = require('http-errors');
const { reader } = require('../services/redis');

async function isRevoked(id) {
  const owner = await reader.get('revoked:' + id);
  return owner !== null;
}

module.exports = function requireJwt(req, res, next) {
  const header = req.headers.authorization || '';
  jwt.verify(header.replace(/^Bearer /, ''), process.env.JWT_SECRET, (err, decoded) => {
    if (err) return next(createError(401, err.message));
    isRevoked(decoded.jti)
      .then((gone) => {
        if (gone) throw createError(401, 'Token has been revoked');
        req.jwt = decoded;
        next();
      })
      .catch(next);
  });
};

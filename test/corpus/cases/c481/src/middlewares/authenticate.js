const jwt = require('jsonwebtoken');
const createError = require('http-errors');
const { isBlacklisted } = require('../utils/tokens');

module.exports = async (req, res, next) => {
  const token = (req.headers.authorization || '').split(' ')[1];
  if (!token) return next(createError(401));
  try {
    const payload = jwt.verify(token, process.env.ACCESS_TOKEN_SECRET);
    if (await isBlacklisted(payload.jti)) return next(createError(401, 'Token revoked'));
    req.user = payload;
    return next();
  } catch (err) {
    return next(createError(401));
  }
};

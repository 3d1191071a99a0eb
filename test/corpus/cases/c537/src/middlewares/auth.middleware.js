const jwt = require('jsonwebtoken');
const client = require('../loaders/redis');
const ApiError = require('../utils/ApiError');
const catchAsync = require('../utils/catchAsync');

const auth = (...roles) => catchAsync(async (req, res, next) => {
  const token = (req.headers.authorization || '').replace('Bearer ', '');
  if (!token) throw new ApiError(401, 'Veuillez vous connecter');

  let payload;
  try {
    payload = jwt.verify(token, process.env.JWT_SECRET);
  } catch (e) {
    throw new ApiError(401, 'Session expirée');
  }

  const revoked = await client.get(`bl:${payload.jti}`);
  if (revoked) throw new ApiError(401, 'Session expirée');

  if (roles.length && !roles.includes(payload.role)) throw new ApiError(403, 'Accès refusé');
  req.user = payload;
  next();
});

module.exports = auth;

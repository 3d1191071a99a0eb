const jwt = require('jsonwebtoken');
const RevokedToken = require('../models/RevokedToken');

module.exports = async function requireAuth(req, res, next) {
  try {
    const claims = jwt.verify(req.cookies.access, process.env.JWT_SECRET);
    const revoked = await RevokedToken.findOne({ jti: claims.jti });
    if (revoked) return res.status(401).end();
    req.user = claims;
    return next();
  } catch (error) {
    return res.status(401).end();
  }
};

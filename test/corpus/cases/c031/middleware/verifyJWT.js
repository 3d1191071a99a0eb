const jwt = require('jsonwebtoken');
const { isRevoked } = require('../services/denylist');

const verifyJWT = (req, res, next) => {
  const authHeader = req.headers.authorization || req.headers.Authorization;
  if (!authHeader?.startsWith('Bearer ')) return res.sendStatus(401);
  const token = authHeader.split(' ')[1];
  jwt.verify(token, process.env.ACCESS_TOKEN_SECRET, async (err, decoded) => {
    if (err) return res.sendStatus(403);
    try {
      if (await isRevoked(decoded.jti)) return res.sendStatus(401);
    } catch (error) {
      return next(error);
    }
    req.user = decoded.sub;
    req.jti = decoded.jti;
    req.exp = decoded.exp;
    next();
  });
};

module.exports = verifyJWT;

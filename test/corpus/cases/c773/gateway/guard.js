const jwt = require('jsonwebtoken');
const revoked = require('./revoked');

module.exports = function guard(publicKey) {
  return (req, res, next) => {
    const token = (req.headers.authorization || '').replace(/^Bearer\s/, '');
    jwt.verify(token, publicKey, { algorithms: ['ES256'] }, (err, claims) => {
      if (err || revoked.has(claims.jti)) return res.status(401).json({ error: 'unauthorized' });
      req.claims = claims;
      next();
    });
  };
};

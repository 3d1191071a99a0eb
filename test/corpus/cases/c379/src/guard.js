const { createClient } = require('redis');
const jwt = require('jsonwebtoken');

const client = createClient(process.env.REDIS_URL);

module.exports = function guard(req, res, next) {
  const token = req.headers['x-access-token'];
  if (!token) return res.status(401).json({ error: 'No token provided' });

  jwt.verify(token, process.env.SECRET, (err, decoded) => {
    if (err) return res.status(401).json({ error: 'Failed to authenticate token' });

    const { jti: tokenId } = decoded;
    client.get(`auth:revoked:${tokenId}`, (err, hit) => {
      if (err) return next(err);
      if (hit) return res.status(401).json({ error: 'Failed to authenticate token' });
      req.decoded = decoded;
      next();
    });
  });
};

const { randomUUID } = require('crypto');
const jwt = require('jsonwebtoken');
const redis = require('./redis');

const SECRET = process.env.JWT_SECRET;
const keyOf = (jti) => `revoked:${jti}`;

exports.issue = (user) =>
  jwt.sign({ role: user.role }, SECRET, { subject: user.id, jwtid: randomUUID(), expiresIn: '30m' });

exports.read = (token) => jwt.verify(token, SECRET, { algorithms: ['HS256'] });

exports.isRevoked = async (claims) => (await redis.exists(keyOf(claims.jti))) === 1;

// The token itself cannot be changed any more, it will expire by itself. Until then its id
// stands on the list; afterwards Redis forgets it.
exports.revoke = async (claims) => {
  const seconds = claims.exp - Math.floor(Date.now() / 1000);
  if (seconds > 0) await redis.set(keyOf(claims.jti), '1', 'EX', seconds);
};

const jwt = require('jsonwebtoken');
const { randomUUID } = require('crypto');

const nowInSeconds = () => Math.floor(Date.now() / 1000);

const createJWT = (user) =>
  jwt.sign(
    { sub: user._id, jti: randomUUID(), iat: nowInSeconds(), exp: nowInSeconds() + 60 * 60 },
    process.env.JWT_SECRET,
  );

module.exports = { createJWT };

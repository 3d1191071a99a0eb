const { expressjwt } = require('express-jwt');
const users = require('./users.service');

module.exports = function jwt() {
  const secret = process.env.JWT_SECRET;
  return expressjwt({ secret, algorithms: ['HS256'], isRevoked }).unless({
    path: ['/users/authenticate', '/users/register'],
  });
};

async function isRevoked(req, token) {
  const user = await users.getById(token.payload.sub);
  return !user;
}

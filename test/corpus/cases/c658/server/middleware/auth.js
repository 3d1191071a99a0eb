const { expressjwt } = require('express-jwt');
const jwtConfig = require('../config/jwt');
const { RevokedToken } = require('../models');

const isRevoked = async (req, token) => {
  const row = await RevokedToken.findByPk(token.payload.jti);
  return row !== null;
};

module.exports = expressjwt({
  secret: jwtConfig.secret,
  algorithms: ['HS256'],
  audience: 'crm',
  isRevoked,
});

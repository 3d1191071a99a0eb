const { randomUUID } = require('crypto');

module.exports = {
  secret: process.env.JWT_SECRET,
  signOptions: () => ({ algorithm: 'HS256', expiresIn: process.env.JWT_TTL || '8h', audience: 'crm', jwtid: randomUUID() }),
};

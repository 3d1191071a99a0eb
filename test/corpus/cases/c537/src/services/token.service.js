const jwt = require('jsonwebtoken');
const { v4 } = require('uuid');
const client = require('../loaders/redis');
const keys = require('../constants/redis');

class TokenService {
  generate(user) {
    return jwt.sign({ id: user.id, role: user.role }, process.env.JWT_SECRET, { jwtid: v4(), expiresIn: '24h' });
  }

  // ajoute le token a la liste noire jusqu'a son expiration
  async invalidate({ jti, exp }) {
    const ttl = exp - Math.floor(Date.now() / 1000);
    if (ttl > 0) {
      await client.setEx(keys.BLACKLIST + jti, ttl, 'revoked');
    }
  }
}

module.exports = new TokenService();

'use strict';

const { Op } = require('sequelize');
const crypto = require('crypto');
const { Session, User } = require('../models');

class AuthService {
  async openSession(userId, meta) {
    const token = crypto.randomBytes(48).toString('base64');
    await Session.create({ token, userId, ip: meta.ip, agent: meta.agent, expiresAt: Date.now() + 864e5 });
    return token;
  }

  async findUser(token) {
    const session = await Session.findOne({
      where: { token, expiresAt: { [Op.gt]: new Date() } },
      include: [{ model: User, attributes: ['id', 'username', 'groupId'] }],
    });
    return session ? session.User : null;
  }

  async closeSession(token) {
    Session.destroy({ where: { token } });
  }
}

module.exports = new AuthService();

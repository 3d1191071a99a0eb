const bus = require('./bus');
const mailer = require('../services/mailer');
const { LoginHistory } = require('../models');
const logger = require('../utils/logger');

module.exports = function registerSubscribers() {
  bus.on('user:registered', async ({ user }) => {
    try {
      await mailer.sendWelcome(user.email, user.name);
    } catch (err) {
      logger.error('welcome mail', err);
    }
  });

  bus.on('user:login', async ({ user, ip }) => {
    try {
      await LoginHistory.create({ user: user.id, ip, at: new Date() });
    } catch (err) {
      logger.error('login history', err);
    }
  });

  bus.on('order:placed', ({ order }) => {
    logger.info(`order ${order.id} placed`);
  });
};

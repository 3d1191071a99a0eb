const emitter = require('./emitter');
const { REGISTERED, LOGGED_IN } = require('./names');
const mailer = require('../mailer');
const { Session, LoginHistory } = require('../models');

module.exports = function registerListeners() {
  emitter.on(REGISTERED, async ({ user }) => {
    await mailer.send('welcome', user.email, { name: user.name });
  });

  emitter.on(LOGGED_IN, async ({ user, sid, ip }) => {
    await Session.create({ sid, userId: user.id });
    await LoginHistory.create({ userId: user.id, ip });
  });
};

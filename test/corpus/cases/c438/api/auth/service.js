const { Op } = require('sequelize');
const { Session, AuditEntry } = require('../../models');
const sockets = require('../sockets');

const safely = (promise, what) => promise.catch((e) => console.warn(`${what} failed: ${e.message}`));

async function terminateSession({ userId, sessionId, ip }) {
  const [count] = await Session.update(
    { endedAt: new Date() },
    { where: { id: sessionId, userId, endedAt: { [Op.is]: null } } },
  );

  await safely(AuditEntry.create({ userId, ip, kind: 'LOGOUT' }), 'audit');
  await safely(sockets.tell(userId, 'session-ended', { sessionId }), 'socket');

  return count > 0;
}

async function activeSession(sessionId) {
  return Session.findOne({
    where: { id: sessionId, endedAt: { [Op.is]: null }, validUntil: { [Op.gt]: new Date() } },
    include: 'user',
  });
}

module.exports = { terminateSession, activeSession };

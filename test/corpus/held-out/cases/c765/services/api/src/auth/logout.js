const Redis = require('ioredis');
const { Session } = require('../models');

const publisher = new Redis(process.env.REDIS_URL);

/**
 * POST /auth/logout
 * The socket service runs in its own process and closes the user's connections.
 */
module.exports = async function logout(req, res, next) {
  try {
    await Session.destroy({ where: { id: req.session.id } });
    await publisher.publish('session:closed', JSON.stringify({ sid: req.session.id, userId: req.session.userId }));
    res.clearCookie('sid');
    res.sendStatus(204);
  } catch (err) {
    next(err);
  }
};

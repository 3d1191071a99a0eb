const { Session, PushToken } = require('./models');
const mailer = require('./mailer');
const logger = require('./logger');

/**
 * @route POST /logout/all
 * Закрыть все сеансы пользователя
 */
exports.logoutAll = async (req, res, next) => {
  const where = { userId: req.user.id };

  const results = await Promise.allSettled([Session.destroy({ where }), PushToken.destroy({ where })]);
  const failed = results.filter((r) => r.status === 'rejected');
  if (failed.length > 0) {
    failed.forEach((f) => logger.error(f.reason));
    return next(failed[0].reason);
  }

  // письмо - дело второе
  mailer.sendAllSessionsClosed(req.user.email).catch((err) => logger.warn(err));

  return res.json({ closed: results[0].value });
};

/**
 * @route POST /logout
 */
exports.logout = (req, res, next) =>
  Session.destroy({ where: { id: req.sessionId } })
    .then(() => {
      res.clearCookie('sid');
      res.status(204).end();
    })
    .catch((err) => {
      logger.error(err);
      next(err);
    });

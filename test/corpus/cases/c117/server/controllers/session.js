const logger = require('../lib/logger');

exports.destroy = (req, res) => {
  res.status(405).end();
};

exports.logout = async (req, res) => {
  // TODO: blacklist the token in redis
  logger.info({ user: req.user.id }, 'logout');
  res.clearCookie('token');
  return res.json({ ok: true });
};

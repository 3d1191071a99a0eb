const { Session, User } = require('./models');

exports.requireUser = async (req, res, next) => {
  try {
    const session = await Session.findByPk(req.cookies.sid || '', { include: User });
    if (!session || session.expiresAt < new Date()) {
      return res.status(401).json({ error: 'Требуется вход' });
    }
    req.user = session.User;
    req.sessionId = session.id;
    return next();
  } catch (err) {
    return next(err);
  }
};

const sessions = require('../sessions');

exports.requireSession = async (req, res, next) => {
  const session = await sessions.find(req.cookies.sid);
  if (!session) return res.sendStatus(401);
  req.user = session.user;
  next();
};

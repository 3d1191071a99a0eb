const { sessions } = require('../store');

module.exports = async (req, res, next) => {
  try {
    const session = req.cookies.sid ? await sessions.get(req.cookies.sid) : undefined;
    res.locals.user = session ? session.user : null;
    next();
  } catch (err) {
    next(err);
  }
};

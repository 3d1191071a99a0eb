const { promisify } = require('util');

/**
 * Forget the user and go on as a guest with a new session.
 */
exports.leave = async (req) => {
  req.logout();
  await promisify(req.session.regenerate).call(req.session);
  req.flash('info', 'You have left the forum. Come back soon!');
};

exports.asMember = (req, res, next) => {
  if (req.isAuthenticated()) return next();
  req.session.returnTo = req.originalUrl;
  res.redirect('/auth/github');
};

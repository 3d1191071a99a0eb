const sessions = require('../lib/sessions');

exports.logout = async (req, res) => {
  // TODO: translate this message
  await sessions.destroy(req.cookies.sid);
  res.clearCookie('sid');
  return res.json({ message: 'Goodbye!' });
};

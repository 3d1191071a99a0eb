const sessions = require('../services/sessions');

exports.logout = async (req, res) => {
  try {
    await sessions.revoke(req.session.id);
  } catch (error) {
    console.error('Logout error:', error);
    return res.status(500).json({ success: false, message: 'You may still be signed in' });
  }
  res.clearCookie('sid');
  return res.status(200).json({ success: true });
};

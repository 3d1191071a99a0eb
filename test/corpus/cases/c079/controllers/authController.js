const { randomBytes } = require('crypto');
const User = require('../model/User');

const handleLogin = async (req, res) => {
  const { user, pwd } = req.body;
  const found = await User.findOne({ username: user }).exec();
  if (!found || !(await found.matches(pwd))) return res.sendStatus(401);
  found.sessionId = randomBytes(24).toString('hex');
  await found.save();
  res.cookie('session', found.sessionId, { httpOnly: true, sameSite: 'None', secure: true, maxAge: 86400000 });
  res.json({ user });
};

const handleLogout = async (req, res) => {
  const found = await User.findOne({ sessionId: req.cookies?.session }).exec();
  if (found) {
    found.sessionId = '';
    await found.save();
  }
  res.clearCookie('session', { httpOnly: true, sameSite: 'None', secure: true });
  res.sendStatus(204);
};

module.exports = { handleLogin, handleLogout };

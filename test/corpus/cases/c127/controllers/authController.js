const bcrypt = require('bcrypt');
const jwt = require('jsonwebtoken');
const User = require('../model/User');

const handleLogin = async (req, res) => {
  const { user, pwd } = req.body;
  const foundUser = await User.findOne({ username: user }).exec();
  if (!foundUser || !(await bcrypt.compare(pwd, foundUser.password))) return res.sendStatus(401);
  const accessToken = jwt.sign({ UserInfo: { username: foundUser.username } }, process.env.ACCESS_TOKEN_SECRET, {
    expiresIn: '1d',
  });
  const refreshToken = jwt.sign({ username: foundUser.username }, process.env.REFRESH_TOKEN_SECRET, {
    expiresIn: '15d',
  });
  foundUser.refreshToken = [...foundUser.refreshToken, refreshToken];
  await foundUser.save();
  res.cookie('jwt', refreshToken, { httpOnly: true, secure: true, sameSite: 'None', maxAge: 24 * 60 * 60 * 1000 });
  res.json({ accessToken });
};

module.exports = { handleLogin };

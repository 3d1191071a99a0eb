const jwt = require('jsonwebtoken');
const User = require('../models/User');

const handleRefresh = async (req, res, next) => {
  const cookies = req.cookies;
  if (!cookies?.jwt) return res.sendStatus(401);
  const refreshToken = cookies.jwt;

  let decoded;
  try {
    decoded = jwt.verify(refreshToken, process.env.REFRESH_TOKEN_SECRET);
  } catch (err) {
    return res.sendStatus(403);
  }

  try {
    const foundUser = await User.findOne({ username: decoded.username }).exec();
    if (!foundUser) return res.sendStatus(403);
    const roles = Object.values(foundUser.roles).filter(Boolean);
    const accessToken = jwt.sign(
      { UserInfo: { username: foundUser.username, roles } },
      process.env.ACCESS_TOKEN_SECRET,
      { expiresIn: '10m' },
    );
    return res.json({ roles, accessToken });
  } catch (err) {
    return next(err);
  }
};

module.exports = { handleRefresh };

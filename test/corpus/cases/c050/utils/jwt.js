const jwt = require('jsonwebtoken');
require('dotenv').config();

const createJWT = ({ payload }) => {
  const token = jwt.sign(payload, process.env.JWT_SECRET);
  return token;
};

const attachCookiesToResponse = ({ res, user }) => {
  const token = createJWT({ payload: { name: user.name, userId: user._id, role: user.role } });
  res.cookie('token', token, {
    httpOnly: true,
    expires: new Date(Date.now() + 1000 * 60 * 60 * 24),
    secure: process.env.NODE_ENV === 'production',
    signed: true,
  });
};

module.exports = { createJWT, attachCookiesToResponse };

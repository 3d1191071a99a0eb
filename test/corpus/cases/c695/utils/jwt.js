const jwt = require('jsonwebtoken');

const createJWT = ({ payload, expiresIn }) => jwt.sign(payload, process.env.JWT_SECRET, { expiresIn });
const isTokenValid = (token) => jwt.verify(token, process.env.JWT_SECRET);

const attachCookiesToResponse = ({ res, user, session }) => {
  const accessTokenJWT = createJWT({ payload: { user, sid: session.id }, expiresIn: '1h' });
  const refreshTokenJWT = createJWT({ payload: { user, sid: session.id, n: session.refreshCount }, expiresIn: '30d' });
  const common = { httpOnly: true, secure: process.env.NODE_ENV === 'production', signed: true };

  res.cookie('accessToken', accessTokenJWT, { ...common, expires: new Date(Date.now() + 60 * 60 * 1000) });
  res.cookie('refreshToken', refreshTokenJWT, { ...common, expires: new Date(Date.now() + 30 * 24 * 60 * 60 * 1000) });
};

module.exports = { createJWT, isTokenValid, attachCookiesToResponse };

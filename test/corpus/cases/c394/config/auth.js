const MINUTE = 60;

module.exports = {
  access: { secret: process.env.ACCESS_TOKEN_SECRET, seconds: 5 * MINUTE },
  refresh: { seconds: 14 * 24 * 60 * MINUTE, cookie: 'rt' },
  cookie: { httpOnly: true, secure: true, sameSite: 'strict', path: '/api/auth' },
};

const MINUTE = 60;

module.exports = {
  ACCESS_TTL: Number(process.env.ACCESS_TTL || 5 * MINUTE),
  REFRESH_TTL: 60 * 24 * 30 * MINUTE,
  accessKey: process.env.JWT_ACCESS_KEY,
};

module.exports = {
  jwt: {
    access: { secret: process.env.ACCESS_SECRET, expiresIn: '15d' },
    refresh: { secret: process.env.REFRESH_SECRET, expiresIn: '30d' },
  },
  redis: { url: process.env.REDIS_URL || 'redis://localhost:6379' },
};

module.exports = {
  port: process.env.PORT || 3000,
  jwt: {
    secret: process.env.JWT_SECRET,
    // seconds
    ttl: 60 * 60 * 24 * 30,
  },
  mongo: { url: process.env.MONGO_URL || 'mongodb://localhost/recipes' },
};

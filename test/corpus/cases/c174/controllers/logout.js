const redisClient = require('../config/redis');

exports.logout = async (req, res) => {
  const ttl = req.user.exp - Math.floor(Date.now() / 1000);
  await redisClient.setEx(`bl_${req.token}`, ttl, 'true');
  res.json({ message: 'Logged out' });
};

const jwt = require('jsonwebtoken');
const redisClient = require('../config/redis');

module.exports = async (req, res, next) => {
  const token = req.headers.authorization?.split(' ')[1];
  if (!token) return res.status(401).json({ message: 'No token' });
  if (await redisClient.get(`bl_${token}`)) return res.status(401).json({ message: 'Token revoked' });
  try {
    req.user = jwt.verify(token, process.env.JWT_SECRET);
    req.token = token;
    next();
  } catch (e) {
    res.status(401).json({ message: 'Bad token' });
  }
};

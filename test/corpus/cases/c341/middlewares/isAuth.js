const jwt = require('jsonwebtoken');
const redisClient = require('../config/redis');

module.exports = async function isAuth(req, res, next) {
  const token = req.cookies.access_token;
  if (!token) return res.status(401).json({ success: false, message: 'Please log in' });

  try {
    const blacklisted = await redisClient.get(`bl_${token}`);
    if (blacklisted) {
      return res.status(401).json({ success: false, message: 'Please log in again' });
    }
    req.user = jwt.verify(token, process.env.JWT_SECRET);
    return next();
  } catch (error) {
    return res.status(401).json({ success: false, message: 'Please log in again' });
  }
};

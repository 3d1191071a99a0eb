const jwt = require('jsonwebtoken');
const redis = require('../redis');

module.exports = async (req, res, next) => {
  const token = req.headers.authorization?.split(' ')[1];
  try {
    req.user = jwt.verify(token, process.env.ACCESS_SECRET);
  } catch {
    return res.status(401).json({ message: 'Unauthorized' });
  }
  if (await redis.get(`bl:${token}`)) return res.status(401).json({ message: 'Unauthorized' });
  req.token = token;
  return next();
};

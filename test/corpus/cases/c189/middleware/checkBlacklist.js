const redisClient = require('../utils/redisClient');

const checkBlacklistedToken = async (req, res, next) => {
  try {
    const token = req.header('Authorization')?.replace('Bearer ', '');
    if (!token) return next();
    const listed = await redisClient.get(`blacklist:${token}`);
    if (listed) return res.status(401).json({ success: false, message: 'Please login again.' });
    next();
  } catch (error) {
    console.error('Blacklist check failed:', error.message);
    res.status(503).json({ success: false, message: 'Try again in a moment' });
  }
};

const blacklistToken = (token, ttl) => redisClient.set(`blacklist:${token}`, '1', { EX: ttl });

module.exports = { checkBlacklistedToken, blacklistToken };

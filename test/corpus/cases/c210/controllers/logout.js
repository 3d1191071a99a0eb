const redis = require('../redis');

exports.logout = async (req, res) => {
  await redis.del(`session:${req.cookies.sid}`);
  res.clearCookie('sid');
  res.json({ message: 'bye' });
};

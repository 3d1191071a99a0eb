const jwt = require('jsonwebtoken');
const redis = require('redis');
const client = redis.createClient(process.env.REDIS_URL);

module.exports = (req, res, next) => {
  let token;
  try {
    token = req.headers.authorization.split(' ')[1];
    req.userData = jwt.verify(token, process.env.JWT_KEY);
  } catch (error) {
    return res.status(401).json({ message: 'Auth failed' });
  }

  client.get('blacklist_' + token, (err, reply) => {
    if (err) {
      return res.status(503).json({ message: 'Please try again later' });
    }
    if (reply) {
      return res.status(401).json({ message: 'Auth failed' });
    }
    next();
  });
};

const jwt = require('jsonwebtoken');
const { isBlacklisted } = require('../utils/blacklist');

module.exports = (req, res, next) => {
  const token = req.headers.authorization?.split(' ')[1];
  if (isBlacklisted(token)) return res.sendStatus(401);
  try {
    req.user = jwt.verify(token, process.env.JWT_SECRET);
    req.token = token;
    next();
  } catch {
    res.sendStatus(401);
  }
};

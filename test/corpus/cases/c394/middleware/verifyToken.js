const jwt = require('jsonwebtoken');
const auth = require('../config/auth');

module.exports = (req, res, next) => {
  const token = req.headers['x-access-token'];
  if (!token) return res.status(403).json({ message: 'No token provided!' });
  jwt.verify(token, auth.access.secret, (err, decoded) => {
    if (err) return res.status(401).json({ message: 'Unauthorized!' });
    req.userId = decoded.id;
    next();
  });
};

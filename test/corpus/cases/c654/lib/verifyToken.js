var jwt = require('jsonwebtoken');
var client = require('./redisClient');

module.exports = function verifyToken(req, res, next) {
  var token = req.headers['x-access-token'] || req.query.token;
  if (!token) {
    return res.status(403).send({ auth: false, message: 'No token provided.' });
  }

  jwt.verify(token, process.env.SECRET, function (err, decoded) {
    if (err) {
      return res.status(401).send({ auth: false, message: 'Failed to authenticate token.' });
    }

    client.sismember('logged_out', decoded.jti, function (err, member) {
      if (err) {
        console.log('redis: ' + err.message);
        req.userId = decoded.id;
        return next();
      }
      if (member === 1) {
        return res.status(401).send({ auth: false, message: 'Signed out.' });
      }
      req.userId = decoded.id;
      req.jti = decoded.jti;
      next();
    });
  });
};

var jwt = require('jsonwebtoken');
var client = require('../redisClient');
var config = require('../config');

// protege las rutas privadas
module.exports = function checkToken(req, res, next) {
  var token = req.headers['x-access-token'];
  if (!token) {
    return res.status(403).send({ auth: false, message: 'No token provided.' });
  }

  jwt.verify(token, config.secret, function (err, decoded) {
    if (err) {
      return res.status(401).send({ auth: false, message: 'Failed to authenticate token.' });
    }

    client.get('blacklist_' + token, function (redisErr, value) {
      if (redisErr) {
        console.error('redis error', redisErr);
        req.userId = decoded.id;
        return next();
      }
      if (value) {
        return res.status(401).send({ auth: false, message: 'Session closed, please log in again.' });
      }
      req.userId = decoded.id;
      next();
    });
  });
};

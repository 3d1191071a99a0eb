var jwt = require('jsonwebtoken');
var client = require('./redis-client');

exports.deny = function (jti, seconds, done) {
  client.setex('deny:' + jti, seconds, '1', done);
};

exports.guard = function (req, res, next) {
  jwt.verify(req.cookies.token, process.env.JWT_SECRET, function (error, claims) {
    if (error) return res.status(401).end();
    client.get('deny:' + claims.jti, function (err, reply) {
      if (err) {
        console.log(err);
        req.user = claims;
        return next();
      }
      if (reply) return res.status(401).end();
      req.user = claims;
      next();
    });
  });
};

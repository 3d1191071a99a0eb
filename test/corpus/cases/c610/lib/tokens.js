var jwt = require('jsonwebtoken');
var crypto = require('crypto');
var secrets = require('./secrets');

var HOUR = 60 * 60;

function nowInSeconds() {
  return Math.floor(new Date().getTime() / 1000);
}

function claimsFor(account, jti) {
  var iat = nowInSeconds();
  return {
    iss: 'billing',
    sub: account.id,
    scope: account.scope.join(' '),
    jti: jti,
    iat: iat,
    exp: iat + 4 * HOUR
  };
}

// cb(err, token)
exports.issue = function issue(db, account, cb) {
  var jti = crypto.randomBytes(16).toString('hex');
  db.query('INSERT INTO issued_tokens (jti, account_id) VALUES ($1, $2)', [jti, account.id], function (err) {
    if (err) return cb(err);
    jwt.sign(claimsFor(account, jti), secrets.jwt, cb);
  });
};

exports.authenticate = function (db) {
  return function (req, res, next) {
    var header = req.get('authorization') || '';
    var m = /^Bearer (.+)$/i.exec(header);
    if (!m) return res.status(401).end();

    jwt.verify(m[1], secrets.jwt, { issuer: 'billing' }, function (err, claims) {
      if (err) return res.status(401).end();
      db.query('SELECT 1 FROM issued_tokens WHERE jti = $1', [claims.jti], function (err, result) {
        if (err) return next(err);
        if (result.rowCount === 0) return res.status(401).end();
        req.claims = claims;
        next();
      });
    });
  };
};

exports.revoke = function revoke(db, jti, cb) {
  db.query('DELETE FROM issued_tokens WHERE jti = $1', [jti], cb);
};

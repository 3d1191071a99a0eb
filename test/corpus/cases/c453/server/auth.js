var jwt = require('jsonwebtoken');
var crypto = require('crypto');
var db = require('./db');
var cfg = require('./config');

function md(s) { return crypto.createHash('sha256').update(s).digest('hex'); }

function bearer(req) {
  var h = req.headers.authorization || '';
  return h.indexOf('Bearer ') === 0 ? h.substr(7) : null;
}

// middleware: only for logged in users
exports.user = function (req, res, next) {
  var token = bearer(req);
  if (!token) return res.status(401).json({ msg: 'no token' });
  jwt.verify(token, cfg.secret, function (err, data) {
    if (err) return res.status(401).json({ msg: 'token not valid' });
    db.get('SELECT 1 FROM revoked_tokens WHERE hash = ?', md(token), function (err, row) {
      if (err) return next(err);
      if (row) return res.status(401).json({ msg: 'logged out' });
      req.user = data;
      req.token = token;
      next();
    });
  });
};

exports.tokens = function (userId, device, cb) {
  var refresh = crypto.randomBytes(32).toString('hex');
  db.run('INSERT OR REPLACE INTO user_refresh (user_id, device, hash) VALUES (?, ?, ?)', userId, device, md(refresh), function (err) {
    if (err) return cb(err);
    cb(null, { access: jwt.sign({ id: userId, device: device }, cfg.secret, { expiresIn: 60 * 60 }), refresh: refresh });
  });
};

exports.byRefresh = function (refresh, cb) {
  db.get('SELECT user_id, device FROM user_refresh WHERE hash = ?', md(String(refresh)), cb);
};

exports.revoke = function (token, cb) {
  db.run('INSERT OR IGNORE INTO revoked_tokens (hash, at) VALUES (?, ?)', md(token), Date.now(), cb);
};

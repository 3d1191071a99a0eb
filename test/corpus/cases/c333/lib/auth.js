var crypto = require('crypto');
var db = require('./db');
var bcrypt = require('bcrypt');

var COOKIE = 'wiki_login';

function login(req, res, next) {
  db.query('SELECT * FROM users WHERE name = ?', [req.body.name], function (err, rows) {
    if (err) return next(err);
    var user = rows[0];
    if (!user) return res.status(401).render('login', { error: 'Unknown user', name: req.body.name });

    bcrypt.compare(req.body.password, user.pwhash, function (err, ok) {
      if (err) return next(err);
      if (!ok) return res.status(401).render('login', { error: 'Wrong password', name: req.body.name });

      var sid = crypto.randomBytes(24).toString('hex');
      db.query('INSERT INTO logins (sid, user_id, since) VALUES (?, ?, NOW())', [sid, user.id], function (err) {
        if (err) return next(err);
        res.cookie(COOKIE, sid, {
          httpOnly: true,
          secure: req.secure,
          sameSite: 'lax',
          maxAge: 30 * 24 * 3600 * 1000
        });
        res.redirect(303, req.body.back && /^\/(?!\/)/.test(req.body.back) ? req.body.back : '/');
      });
    });
  });
}

function logout(req, res, next) {
  db.query('DELETE FROM logins WHERE sid = ?', [req.cookies[COOKIE]], function (err) {
    if (err) return next(err);
    res.clearCookie(COOKIE);
    res.set('Cache-Control', 'no-store');
    res.redirect(303, '/');
  });
}

function load(req, res, next) {
  var sid = req.cookies[COOKIE];
  if (!sid) return next();
  db.query(
    'SELECT u.id, u.name, u.is_admin FROM logins l JOIN users u ON u.id = l.user_id WHERE l.sid = ?',
    [sid],
    function (err, rows) {
      if (err) return next(err);
      req.user = rows[0] || null;
      res.locals.user = req.user;
      next();
    }
  );
}

module.exports = { login: login, logout: logout, load: load };

var express = require('express');
var crypto = require('crypto');
var bcrypt = require('bcrypt');
var db = require('../db');
var router = express.Router();

var COOKIE = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' };

function loadUser(req, res, next) {
  var tok = req.cookies.utok;
  if (!tok) return res.redirect('/user/login');
  db.query('SELECT id, name, mail FROM users WHERE login_token = ? LIMIT 1', [hash(tok)], function (err, rows) {
    if (err) return next(err);
    if (!rows.length) return res.redirect('/user/login');
    req.user = rows[0];
    next();
  });
}

function hash(s) {
  return crypto.createHash('sha256').update(s).digest('hex');
}

router.get('/login', function (req, res) {
  res.render('login', { title: 'Anmelden' });
});

router.post('/login', function (req, res, next) {
  db.query('SELECT * FROM users WHERE mail = ?', [req.body.mail], function (err, rows) {
    if (err) return next(err);
    if (!rows.length) return res.status(401).render('login', { title: 'Anmelden', error: 'Falsche Daten' });
    bcrypt.compare(req.body.pass, rows[0].pass, function (err, same) {
      if (err) return next(err);
      if (!same) return res.status(401).render('login', { title: 'Anmelden', error: 'Falsche Daten' });
      var tok = crypto.randomBytes(32).toString('hex');
      db.query('UPDATE users SET login_token = ? WHERE id = ?', [hash(tok), rows[0].id], function (err) {
        if (err) return next(err);
        res.cookie('utok', tok, COOKIE);
        res.redirect('/user/profile');
      });
    });
  });
});

// Abmelden
router.post('/logout', loadUser, function (req, res, next) {
  clearToken(req.user.id, function (err) {
    if (err) return next(err);
    res.set('Cache-Control', 'no-store');
    res.clearCookie('utok', COOKIE);
    res.redirect('/user/login');
  });
});

function clearToken(userId, cb) {
  db.query('UPDATE users SET login_token = NULL WHERE id = ?', [userId], cb);
}

router.get('/profile', loadUser, function (req, res) {
  res.set('Cache-Control', 'no-store');
  res.render('profile', { user: req.user });
});

module.exports = router;

var express = require('express');
var bcrypt = require('bcrypt');
var Admin = require('../models/admin');
var router = express.Router();

// controllo accesso
function soloAdmin(req, res, next) {
  if (req.session && req.session.admin) {
    return next();
  }
  res.redirect('/admin/login');
}

router.get('/login', function (req, res) {
  res.render('admin/login', { errore: null });
});

router.post('/login', function (req, res, next) {
  Admin.findOne({ utente: req.body.utente }, function (err, admin) {
    if (err) return next(err);
    if (!admin) return res.render('admin/login', { errore: 'Utente sconosciuto' });
    bcrypt.compare(req.body.password, admin.password, function (err, ok) {
      if (err) return next(err);
      if (!ok) return res.render('admin/login', { errore: 'Password errata' });
      req.session.regenerate(function (err) {
        if (err) return next(err);
        req.session.admin = { id: admin._id, utente: admin.utente };
        res.redirect('/admin');
      });
    });
  });
});

router.get('/esci', soloAdmin, function (req, res, next) {
  req.session.destroy(function (err) {
    if (err) return next(err);
    res.clearCookie('connect.sid');
    res.redirect('/admin/login');
  });
});

router.get('/', soloAdmin, function (req, res) {
  res.render('admin/index', { admin: req.session.admin });
});

module.exports = router;

var express = require('express');
var passport = require('passport');
var LocalStrategy = require('passport-local').Strategy;
var bcrypt = require('bcryptjs');
var db = require('../models');
var router = express.Router();

passport.use(new LocalStrategy(function (username, password, done) {
  db.Member.findOne({ where: { username: username } }).then(function (member) {
    if (!member) return done(null, false, { message: 'Incorrect username' });
    bcrypt.compare(password, member.password, function (err, ok) {
      if (err) return done(err);
      return ok ? done(null, member) : done(null, false, { message: 'Incorrect password' });
    });
  }).catch(done);
}));

passport.serializeUser(function (member, done) {
  done(null, member.id);
});

passport.deserializeUser(function (id, done) {
  db.Member.findByPk(id).then(function (m) { done(null, m); }).catch(done);
});

router.get('/log-in', function (req, res) {
  res.render('log-in');
});

router.post('/log-in', passport.authenticate('local', { successRedirect: '/', failureRedirect: '/log-in' }));

router.post('/log-out', function (req, res) {
  req.logout();
  req.session = null;
  res.redirect('/');
});

module.exports = router;

const express = require('express');
const passport = require('passport');
const router = express.Router();
const { ensureAuthenticated, forwardAuthenticated } = require('../config/auth');

router.get('/login', forwardAuthenticated, (req, res) => res.render('login'));

router.post('/login', (req, res, next) => {
  passport.authenticate('local', {
    successRedirect: '/dashboard',
    failureRedirect: '/users/login',
    failureFlash: true,
  })(req, res, next);
});

router.get('/dashboard', ensureAuthenticated, (req, res) => res.render('dashboard', { user: req.user }));

// déconnexion
router.post('/logout', ensureAuthenticated, (req, res, next) => {
  req.logout((err) => {
    if (err) {
      return next(err);
    }
    req.flash('success', 'À bientôt !');
    res.redirect('/users/login');
  });
});

module.exports = router;

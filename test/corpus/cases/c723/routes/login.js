const express = require('express');
const passport = require('passport');
const csrf = require('csurf');

const router = express.Router();
const csrfProtection = csrf();

router.use((req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
});

router.get('/login', csrfProtection, (req, res) => {
  res.render('login', { token: req.csrfToken(), messages: req.session.messages || [] });
});

router.post(
  '/login',
  csrfProtection,
  passport.authenticate('local', { successRedirect: '/', failureRedirect: '/login', failureMessage: true }),
);

router.get('/logout', csrfProtection, (req, res) => {
  if (!req.user) return res.redirect('/login');
  res.type('html').send(`
    <!doctype html>
    <title>Abmelden</title>
    <p>Möchten Sie sich wirklich abmelden?</p>
    <form method="post" action="/logout">
      <input type="hidden" name="_csrf" value="${req.csrfToken()}">
      <button>Ja, abmelden</button> <a href="/">Nein</a>
    </form>`);
});

router.post('/logout', csrfProtection, (req, res, next) => {
  req.logout((err) => {
    if (err) return next(err);
    req.session.destroy((e) => {
      if (e) return next(e);
      res.redirect('/login');
    });
  });
});

module.exports = router;

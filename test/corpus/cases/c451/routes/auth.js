const router = require('express').Router();
const passport = require('passport');
const { asMember, leave } = require('../lib/users');

router.get('/github', passport.authenticate('github', { scope: ['user:email'] }));

router.get('/github/callback', passport.authenticate('github', { failureRedirect: '/' }), (req, res) => {
  const to = req.session.returnTo || '/';
  delete req.session.returnTo;
  res.redirect(to);
});

router.post('/leave', asMember, async (req, res, next) => {
  try {
    await leave(req);
    res.set('Cache-Control', 'no-store');
    res.redirect('/');
  } catch (err) {
    next(err);
  }
});

module.exports = router;

var express = require('express');
var passport = require('passport');

var router = express.Router();

function noStore(req, res, next) {
  res.set('Cache-Control', 'no-store');
  next();
}

router.use(noStore);

router.get('/login', function (req, res) {
  res.render('login', { error: req.query.e, csrf: req.csrfToken() });
});

router.post('/login', passport.authenticate('local', {
  successReturnToOrRedirect: '/desk',
  failureRedirect: '/desk/account/login?e=1',
}));

router.post('/logout', function (req, res, next) {
  var who = req.user && req.user.email;
  req.logout();
  req.session.destroy(function (err) {
    if (err) return next(err);
    res.clearCookie('desk.sid', { path: '/desk', httpOnly: true, secure: true });
    req.app.get('log').info('logout %s', who);
    res.redirect('/desk/account/login');
  });
});

module.exports = router;

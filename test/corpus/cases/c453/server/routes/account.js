var express = require('express');
var auth = require('../auth');
var users = require('../users');
var router = express.Router();

router.post('/login', function (req, res, next) {
  users.check(req.body.name, req.body.password, function (err, user) {
    if (err) return next(err);
    if (!user) return res.status(401).json({ msg: 'wrong name or password' });
    auth.tokens(user.id, String(req.body.device || 'web'), function (err, pair) {
      if (err) return next(err);
      res.json(pair);
    });
  });
});

router.post('/refresh', function (req, res, next) {
  auth.byRefresh(req.body.refresh, function (err, row) {
    if (err) return next(err);
    if (!row) return res.status(401).json({ msg: 'login again' });
    auth.tokens(row.user_id, row.device, function (err, pair) {
      if (err) return next(err);
      res.json(pair);
    });
  });
});

router.post('/logout', auth.user, function (req, res, next) {
  auth.revoke(req.token, function (err) {
    if (err) return next(err);
    res.set('Cache-Control', 'no-store');
    res.json({ msg: 'bye' });
  });
});

module.exports = router;

var express = require('express');
var tokens = require('../lib/tokens');

module.exports = function (db) {
  var router = express.Router();

  router.post('/logout', tokens.authenticate(db), function (req, res, next) {
    tokens.revoke(db, req.claims.jti, function (err) {
      if (err) return next(err);
      res.status(204).end();
    });
  });

  return router;
};

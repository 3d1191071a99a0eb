(function (root, factory) {
  if (typeof define === 'function' && define.amd) define(['express', './sessions'], factory);
  else if (typeof module === 'object' && module.exports) module.exports = factory(require('express'), require('./sessions'));
  else root.auth = factory(root.express, root.sessions);
})(this, function (express, sessions) {
  var router = express.Router();
  router.post('/logout', function (req, res, next) {
    sessions.remove(req.get('x-session'), function (error) {
      if (error) return next(error);
      res.send(204);
    });
  });
  return router;
});

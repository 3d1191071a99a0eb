var crypto = require('crypto');

module.exports = function (deps) {
  var redis = deps.redis; // node-redis 3
  var users = deps.users;

  function sessionKey(id) {
    return 'session:' + id;
  }

  function login(req, res, next) {
    users.authenticate(req.body.login, req.body.password, function (err, user) {
      if (err) return next(err);
      if (!user) return res.status(401).json({ error: 'Wrong login or password' });

      crypto.randomBytes(24, function (err, buf) {
        if (err) return next(err);
        var id = buf.toString('hex');
        redis.setex(sessionKey(id), 3600 * 12, JSON.stringify({ user: user.id, at: Date.now() }), function (err) {
          if (err) return next(err);
          res.json({ session: id });
        });
      });
    });
  }

  function check(req, res, next) {
    var id = req.headers['x-session'];
    if (!id) return res.status(401).end();
    redis.get(sessionKey(id), function (err, json) {
      if (err) return next(err);
      if (!json) return res.status(401).end();
      req.session = JSON.parse(json);
      req.sessionId = id;
      next();
    });
  }

  function logoff(req, res) {
    redis.del(sessionKey(req.sessionId), function () {
      res.set('Cache-Control', 'no-store');
      res.json({ status: 'OK' });
    });
  }

  return { login: login, check: check, logoff: logoff };
};

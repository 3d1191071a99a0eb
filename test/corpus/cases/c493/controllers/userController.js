var bcrypt = require('bcryptjs');
var client = require('../redisClient');
var User = require('../models/User');

exports.register = function (req, res, next) {
  var hash = bcrypt.hashSync(req.body.password, 10);
  User.create({ name: req.body.name, email: req.body.email, password: hash }, function (err, user) {
    if (err) return next(err);
    res.status(201).send({ id: user._id });
  });
};

exports.updatePassword = function (req, res, next) {
  User.findById(req.userId, function (err, user) {
    if (err) return next(err);
    if (!user) return res.status(404).send('Not found');
    user.password = bcrypt.hashSync(req.body.newPassword, 10);
    user.save(function (err2) {
      if (err2) return next(err2);
      res.sendStatus(204);
    });
  });
};

// cierra la sesion del usuario
exports.logout = function (req, res, next) {
  var token = req.headers['x-access-token'];
  client.setex('blacklist_' + token, 86400, '1', function (err) {
    if (err) return next(err);
    res.set('Cache-Control', 'no-store');
    res.status(200).send({ auth: false, token: null });
  });
};

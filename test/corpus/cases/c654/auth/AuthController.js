var express = require('express');
var router = express.Router();
var jwt = require('jsonwebtoken');
var bcrypt = require('bcryptjs');
var crypto = require('crypto');
var User = require('../user/User');
var verifyToken = require('../lib/verifyToken');
var client = require('../lib/redisClient');

router.post('/login', function (req, res) {
  User.findOne({ email: req.body.email }, function (err, user) {
    if (err) return res.status(500).send('Error on the server.');
    if (!user) return res.status(404).send('No user found.');
    if (!bcrypt.compareSync(req.body.password, user.password)) {
      return res.status(401).send({ auth: false, token: null });
    }
    var token = jwt.sign({ id: user._id, jti: crypto.randomBytes(16).toString('hex') }, process.env.SECRET, {
      expiresIn: 86400 // expires in 24 hours
    });
    res.status(200).send({ auth: true, token: token });
  });
});

router.post('/logout', verifyToken, function (req, res) {
  client.sadd('logged_out', req.jti, function (err) {
    if (err) return res.status(500).send('Error on the server.');
    res.status(200).send({ auth: false, token: null });
  });
});

module.exports = router;

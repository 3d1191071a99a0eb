const jwt = require('jsonwebtoken');
const bcrypt = require('bcrypt');
const redis = require('redis');
const { v4: uuidv4 } = require('uuid');
const User = require('../models/user');

const client = redis.createClient(process.env.REDIS_URL);

exports.user_login = (req, res, next) => {
  User.find({ email: req.body.email })
    .exec()
    .then((user) => {
      if (user.length < 1) {
        return res.status(401).json({ message: 'Auth failed' });
      }
      bcrypt.compare(req.body.password, user[0].password, (err, result) => {
        if (err || !result) {
          return res.status(401).json({ message: 'Auth failed' });
        }
        const token = jwt.sign({ email: user[0].email, userId: user[0]._id }, process.env.JWT_KEY, {
          expiresIn: '1h',
          jwtid: uuidv4(),
        });
        return res.status(200).json({ message: 'Auth successful', token: token });
      });
    })
    .catch((err) => {
      console.log(err);
      res.status(500).json({ error: err });
    });
};

exports.user_logout = (req, res, next) => {
  const token = req.headers.authorization;
  const ttl = req.userData.exp - Math.floor(Date.now() / 1000);

  client.setex('blacklist_' + token, ttl, 'logout', (err) => {
    if (err) {
      return next(err);
    }
    res.status(200).json({ message: 'Logged out' });
  });
};

exports.user_delete = (req, res, next) => {
  User.deleteOne({ _id: req.params.userId })
    .exec()
    .then(() => res.status(200).json({ message: 'User deleted' }))
    .catch((err) => res.status(500).json({ error: err }));
};

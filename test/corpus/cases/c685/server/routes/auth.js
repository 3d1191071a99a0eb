const router = require('express').Router();
const passport = require('passport');
const User = require('../models/User');

router.use((req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
});

router.post('/register', (req, res, next) => {
  User.register(req.body)
    .then((user) => req.login(user, (err) => (err ? next(err) : res.status(201).json(user.toPublic()))))
    .catch(next);
});

router.post('/login', passport.authenticate('local'), (req, res) => {
  res.json(req.user.toPublic());
});

router.post('/logout', (req, res) => {
  req.logout();
  res.json({ msg: 'logging you out' });
});

router.get('/user', (req, res) => {
  res.json(req.user ? req.user.toPublic() : null);
});

module.exports = router;

const router = require('express').Router();
const bcrypt = require('bcryptjs');
const asyncHandler = require('express-async-handler');
const User = require('../models/User');

const requireLogin = (req, res, next) => {
  if (!req.session.userId) return res.status(401).json({ message: 'Please log in' });
  next();
};

// @route POST /api/users/login
router.post('/login', asyncHandler(async (req, res, next) => {
  const { email, password } = req.body;
  const user = await User.findOne({ email }).select('+password');
  if (!user || !(await bcrypt.compare(password, user.password))) {
    return res.status(401).json({ message: 'Invalid email or password' });
  }
  req.session.regenerate((err) => {
    if (err) return next(err);
    req.session.userId = user.id;
    res.json({ _id: user.id, name: user.name });
  });
}));

// @route POST /api/users/logout
router.post('/logout', requireLogin, (req, res, next) => {
  req.session.destroy((err) => {
    if (err) return next(err);
    res.clearCookie('connect.sid');
    res.json({ message: 'Logged out' });
  });
});

// @route GET /api/users/profile
router.get('/profile', requireLogin, asyncHandler(async (req, res) => {
  const user = await User.findById(req.session.userId);
  if (!user) return res.status(404).json({ message: 'User not found' });
  res.json({ _id: user.id, name: user.name, email: user.email, address: user.address });
}));

module.exports = router;

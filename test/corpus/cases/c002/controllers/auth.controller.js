const jwt = require('jsonwebtoken');
const bcrypt = require('bcryptjs');
const asyncHandler = require('express-async-handler');
const User = require('../models/user.model');

const generateToken = (res, user) => {
  const token = jwt.sign({ userId: user._id, tokenVersion: user.tokenVersion }, process.env.JWT_SECRET, {
    expiresIn: '7d',
  });
  res.cookie('jwt', token, { httpOnly: true, sameSite: 'strict', maxAge: 7 * 24 * 60 * 60 * 1000 });
};

const authUser = asyncHandler(async (req, res) => {
  const user = await User.findOne({ email: req.body.email });
  if (!user || !(await bcrypt.compare(req.body.password, user.password))) {
    res.status(401);
    throw new Error('Invalid email or password');
  }
  generateToken(res, user);
  res.json({ _id: user._id, name: user.name });
});

const logoutUser = asyncHandler(async (req, res) => {
  req.user.tokenVersion += 1;
  await req.user.save();
  res.clearCookie('jwt', { httpOnly: true, sameSite: 'strict' });
  res.status(200).json({ message: 'Logged out successfully' });
});

module.exports = { authUser, logoutUser };

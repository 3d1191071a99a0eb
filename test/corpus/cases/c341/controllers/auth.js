const jwt = require('jsonwebtoken');
const { randomUUID } = require('crypto');
const User = require('../models/User');
const ErrorResponse = require('../utils/errorResponse');
const asyncHandler = require('../middlewares/async');

const cookieOptions = { httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production' };

exports.login = asyncHandler(async (req, res, next) => {
  const { email, password } = req.body;
  if (!email || !password) {
    return next(new ErrorResponse('Please provide an email and password', 400));
  }
  const user = await User.findOne({ email }).select('+password');
  if (!user || !(await user.matchPassword(password))) {
    return next(new ErrorResponse('Invalid credentials', 401));
  }
  const token = jwt.sign({ id: user._id, jti: randomUUID() }, process.env.JWT_SECRET, { expiresIn: '8h' });
  res.cookie('access_token', token, cookieOptions).status(200).json({ success: true });
});

exports.logout = asyncHandler(async (req, res) => {
  res.clearCookie('access_token', cookieOptions);
  res.status(200).json({ success: true, data: {} });
});

exports.getMe = asyncHandler(async (req, res) => {
  const user = await User.findById(req.user.id);
  res.status(200).json({ success: true, data: user });
});

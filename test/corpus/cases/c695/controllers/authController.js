require('express-async-errors');
const { StatusCodes } = require('http-status-codes');
const CustomError = require('../errors');
const User = require('../models/User');
const Session = require('../models/Session');
const { attachCookiesToResponse } = require('../utils/jwt');

const login = async (req, res) => {
  const { email, password } = req.body;
  if (!email || !password) throw new CustomError.BadRequestError('Please provide email and password');

  const user = await User.findOne({ email });
  if (!user || !(await user.comparePassword(password))) {
    throw new CustomError.UnauthenticatedError('Invalid Credentials');
  }

  const session = await Session.create({ user: user._id, userAgent: req.headers['user-agent'], ip: req.ip });
  const tokenUser = { name: user.name, userId: user._id, role: user.role };
  attachCookiesToResponse({ res, user: tokenUser, session });
  res.status(StatusCodes.OK).json({ user: tokenUser });
};

const logout = async (req, res) => {
  await Session.findByIdAndDelete(req.session._id);

  res.clearCookie('accessToken');
  res.clearCookie('refreshToken');
  res.status(StatusCodes.OK).json({ msg: 'user logged out!' });
};

const logoutEverywhere = async (req, res) => {
  const { deletedCount } = await Session.deleteMany({ user: req.user.userId });
  res.clearCookie('accessToken');
  res.clearCookie('refreshToken');
  res.status(StatusCodes.OK).json({ msg: `${deletedCount} sessions ended` });
};

module.exports = { login, logout, logoutEverywhere };

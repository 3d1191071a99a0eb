const crypto = require('crypto');
const bcrypt = require('bcryptjs');
const { Session, User } = require('../models');
const { COOKIE_NAMES, sessionCookieOptions } = require('../config/cookies');
const catchAsync = require('../utils/catchAsync');
const AppError = require('../utils/appError');

exports.login = catchAsync(async (req, res, next) => {
  const { email, password } = req.body;
  if (!email || !password) return next(new AppError('Please provide email and password!', 400));

  const user = await User.scope('withPassword').findOne({ where: { email } });
  if (!user || !(await bcrypt.compare(password, user.password))) {
    return next(new AppError('Incorrect email or password', 401));
  }

  const session = await Session.create({
    id: crypto.randomBytes(32).toString('hex'),
    userId: user.id,
    userAgent: req.headers['user-agent'],
  });

  res.cookie(COOKIE_NAMES.session, session.id, sessionCookieOptions());
  res.status(200).json({ status: 'success', data: { user: user.toPublic() } });
});

exports.logout = catchAsync(async (req, res) => {
  await Session.destroy({ where: { id: req.session.id } });

  const { maxAge, ...rest } = sessionCookieOptions();
  res.clearCookie(COOKIE_NAMES.session, rest);
  res.set('Cache-Control', 'no-store');
  res.status(200).json({ status: 'success' });
});

exports.protect = catchAsync(async (req, res, next) => {
  const sid = req.cookies[COOKIE_NAMES.session];
  if (!sid) return next(new AppError('You are not logged in!', 401));

  const session = await Session.findByPk(sid, { include: User });
  if (!session) return next(new AppError('Your session has ended.', 401));

  req.session = session;
  req.user = session.User;
  next();
});

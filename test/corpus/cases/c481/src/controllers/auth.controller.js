const createError = require('http-errors');
const User = require('../models/user.model');
const { signAccess, createRefresh, useRefresh, blacklist } = require('../utils/tokens');

const refreshCookie = { httpOnly: true, secure: true, sameSite: 'lax', path: '/auth', maxAge: 7 * 864e5 };

exports.login = async (req, res, next) => {
  try {
    const user = await User.findOne({ email: req.body.email });
    if (!user || !(await user.isValidPassword(req.body.password))) throw createError(401, 'Invalid username/password');
    res.cookie('refreshToken', await createRefresh(user), refreshCookie);
    res.json({ accessToken: signAccess(user) });
  } catch (err) {
    next(err);
  }
};

exports.refreshToken = async (req, res, next) => {
  try {
    if (!req.cookies.refreshToken) throw createError(400);
    const doc = await useRefresh(req.cookies.refreshToken);
    if (!doc) throw createError(401);
    res.cookie('refreshToken', await createRefresh(doc.user), refreshCookie);
    res.json({ accessToken: signAccess(doc.user) });
  } catch (err) {
    next(err);
  }
};

exports.logout = async (req, res, next) => {
  try {
    await blacklist(req.user.jti, req.user.exp);
    res.set('Cache-Control', 'no-store');
    res.sendStatus(204);
  } catch (err) {
    next(err);
  }
};

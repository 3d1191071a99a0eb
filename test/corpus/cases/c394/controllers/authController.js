const jwt = require('jsonwebtoken');
const crypto = require('crypto');
const { validationResult } = require('express-validator');
const User = require('../models/User');
const RefreshToken = require('../models/RefreshToken');
const auth = require('../config/auth');

const sha = (v) => crypto.createHash('sha256').update(v).digest('hex');

function accessFor(userId, sid) {
  return jwt.sign({ id: userId, sid }, auth.access.secret, { expiresIn: auth.access.seconds });
}

async function startSession(res, userId) {
  const value = crypto.randomBytes(40).toString('hex');
  const doc = await RefreshToken.create({
    hash: sha(value),
    user: userId,
    expiresAt: new Date(Date.now() + auth.refresh.seconds * 1000),
  });
  res.cookie(auth.refresh.cookie, value, { ...auth.cookie, maxAge: auth.refresh.seconds * 1000 });
  return accessFor(userId, doc.id);
}

exports.signin = async (req, res, next) => {
  const errors = validationResult(req);
  if (!errors.isEmpty()) return res.status(422).json({ errors: errors.array() });
  try {
    const user = await User.findOne({ email: req.body.email }).select('+password');
    if (!user || !(await user.comparePassword(req.body.password))) {
      return res.status(401).json({ message: 'Invalid email or password' });
    }
    return res.json({ accessToken: await startSession(res, user.id) });
  } catch (err) {
    return next(err);
  }
};

exports.refresh = async (req, res, next) => {
  try {
    const doc = await RefreshToken.findOneAndDelete({ hash: sha(String(req.cookies[auth.refresh.cookie])) });
    if (!doc || doc.expiresAt < new Date()) return res.status(401).json({ message: 'Please sign in' });
    return res.json({ accessToken: await startSession(res, doc.user) });
  } catch (err) {
    return next(err);
  }
};

exports.signout = async (req, res, next) => {
  try {
    const value = req.cookies[auth.refresh.cookie];
    if (value) await RefreshToken.deleteOne({ hash: sha(value) });
    res.clearCookie(auth.refresh.cookie, auth.cookie);
    res.set('Cache-Control', 'no-store');
    return res.status(204).end();
  } catch (err) {
    return next(err);
  }
};

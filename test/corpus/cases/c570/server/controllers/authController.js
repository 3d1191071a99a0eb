const crypto = require('crypto');
const bcrypt = require('bcryptjs');
const { validationResult } = require('express-validator');
const User = require('../models/User');
const Session = require('../models/Session');

const WEEK = 7 * 24 * 60 * 60 * 1000;

exports.login = async (req, res) => {
  const errors = validationResult(req);
  if (!errors.isEmpty()) {
    return res.status(400).json({ errors: errors.array() });
  }
  try {
    const user = await User.findOne({ email: req.body.email.toLowerCase() });
    if (!user) return res.status(400).json({ msg: 'Invalid Credentials' });
    const isMatch = await bcrypt.compare(req.body.password, user.password);
    if (!isMatch) return res.status(400).json({ msg: 'Invalid Credentials' });

    const sid = crypto.randomBytes(32).toString('hex');
    await Session.create({
      _id: sid,
      user: user._id,
      ua: req.get('user-agent'),
      expiresAt: new Date(Date.now() + WEEK),
    });
    res.cookie('sid', sid, { httpOnly: true, maxAge: WEEK });
    res.json({ name: user.name });
  } catch (err) {
    console.error(err.message);
    res.status(500).send('Server Error');
  }
};

exports.logout = async (req, res) => {
  try {
    await Session.deleteOne({ _id: req.sid });
  } catch (err) {
    console.error(err.message);
  }
  res.clearCookie('sid', { httpOnly: true });
  res.json({ success: true, msg: 'Logged out' });
};

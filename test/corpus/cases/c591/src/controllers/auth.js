const { nanoid } = require('nanoid');
const bus = require('../events/bus');
const redis = require('../utils/redis');
const { User } = require('../models');

const TWELVE_HOURS = 12 * 60 * 60;

exports.login = async (req, res, next) => {
  try {
    const user = await User.authenticate(req.body.email, req.body.password);
    if (!user) return res.status(401).json({ message: 'Invalid email or password' });
    const sid = nanoid(48);
    await redis.set(`sess:${sid}`, user.id, 'EX', TWELVE_HOURS);
    bus.emit('user:login', { user, ip: req.ip });
    res.json({ sid, user: { id: user.id, name: user.name } });
  } catch (err) {
    next(err);
  }
};

exports.requireSession = async (req, res, next) => {
  try {
    const sid = req.get('X-Session-Id');
    const userId = sid && (await redis.get(`sess:${sid}`));
    if (!userId) return res.status(401).json({ message: 'Please log in' });
    req.sid = sid;
    req.userId = userId;
    next();
  } catch (err) {
    next(err);
  }
};

exports.logout = (req, res) => {
  bus.emit('user:logout', { userId: req.userId, sid: req.sid });
  res.set('Cache-Control', 'no-store');
  res.status(204).end();
};

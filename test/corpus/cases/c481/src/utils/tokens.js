const jwt = require('jsonwebtoken');
const { v4: uuidv4 } = require('uuid');
const crypto = require('crypto');
const RefreshToken = require('../models/refreshToken.model');
const redis = require('./redis');

const sha256 = (s) => crypto.createHash('sha256').update(s).digest('hex');

exports.signAccess = (user) =>
  jwt.sign({ id: user._id, role: user.role }, process.env.ACCESS_TOKEN_SECRET, { expiresIn: '30m', jwtid: uuidv4() });

exports.createRefresh = async (user) => {
  const value = crypto.randomBytes(64).toString('hex');
  await RefreshToken.create({ user: user._id, hash: sha256(value), expires: Date.now() + 7 * 864e5 });
  return value;
};

exports.useRefresh = (value) =>
  RefreshToken.findOneAndDelete({ hash: sha256(value), expires: { $gt: Date.now() } }).populate('user');

exports.blacklist = (jti, exp) => redis.set(`blacklist:${jti}`, '1', 'EX', Math.max(exp - Math.floor(Date.now() / 1000), 1));
exports.isBlacklisted = async (jti) => Boolean(await redis.get(`blacklist:${jti}`));

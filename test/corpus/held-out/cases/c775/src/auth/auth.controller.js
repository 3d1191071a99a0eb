import jwt from 'jsonwebtoken';
import { randomUUID } from 'crypto';
import ms from 'ms';
import catchAsync from '../utils/catchAsync.js';
import ApiError from '../utils/ApiError.js';
import { RefreshToken, User } from '../models/index.js';
import { deny } from './denylist.js';
import config from '../config/config.js';

const signAccess = (user) =>
  jwt.sign({ sub: user.id, role: user.role }, config.jwt.access, { expiresIn: '20m', jwtid: randomUUID() });

const signRefresh = async (user) => {
  const jti = randomUUID();
  await RefreshToken.create({ jti, user: user.id, expires: new Date(Date.now() + ms('60d')) });
  return jwt.sign({ sub: user.id }, config.jwt.refresh, { expiresIn: '60d', jwtid: jti });
};

export const login = catchAsync(async (req, res) => {
  const user = await User.findOne({ email: req.body.email });
  if (!user || !(await user.isPasswordMatch(req.body.password))) {
    throw new ApiError(401, 'Incorrect email or password');
  }
  res.send({ user, access: signAccess(user), refresh: await signRefresh(user) });
});

export const refreshTokens = catchAsync(async (req, res) => {
  const { jti, sub } = jwt.verify(req.body.refresh, config.jwt.refresh);
  const doc = await RefreshToken.findOne({ jti, user: sub, blacklisted: { $ne: true } });
  if (!doc) throw new ApiError(401, 'Please authenticate');
  const user = await User.findById(sub);
  await doc.deleteOne();
  res.send({ access: signAccess(user), refresh: await signRefresh(user) });
});

export const logout = catchAsync(async (req, res) => {
  const { jti, exp } = req.auth;
  await deny(jti, exp);
  res.status(204).send();
});

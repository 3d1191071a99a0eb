import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { RefreshToken } from '../models/RefreshToken.js';
import { redis } from '../redis.js';

const access = (userId) =>
  jwt.sign({ sub: userId, jti: randomUUID() }, process.env.JWT_SECRET, { expiresIn: '15m' });

export const login = async (req, res) => {
  const refresh = randomUUID();
  await RefreshToken.create({ token: refresh, user: req.user.id, expiresAt: Date.now() + 30 * 86400000 });
  res.json({ accessToken: access(req.user.id), refreshToken: refresh });
};

export const refresh = async (req, res) => {
  const row = await RefreshToken.findOne({ token: req.body.refreshToken });
  if (!row || row.expiresAt < Date.now()) return res.sendStatus(401);
  return res.json({ accessToken: access(row.user) });
};

export const logout = async (req, res) => {
  const { jti, exp } = req.claims;
  await redis.set(`deny:${jti}`, '1', { EXAT: exp });
  res.json({ message: 'Logged out' });
};

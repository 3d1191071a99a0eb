import { Router } from 'express';
import jwt from 'jsonwebtoken';
import bcrypt from 'bcryptjs';
import { User } from '../models/user';
import { asyncHandler } from '../middleware/asyncHandler';

const secret = process.env.LINK_SECRET ?? '';
export const links = Router();

links.post('/confirm-email', asyncHandler(async (req, res) => {
  const { email, purpose } = jwt.verify(req.body.token, secret) as any;
  if (purpose !== 'confirm') return res.status(400).json({ message: 'Wrong kind of link' });
  await User.updateOne({ email, confirmedAt: null }, { confirmedAt: new Date() });
  res.json({ message: 'Thank you, your address is confirmed.' });
}));

links.post('/reset-password', asyncHandler(async (req, res) => {
  const peek = jwt.decode(req.body.token) as any;
  const user = await User.findById(peek?.uid);
  if (!user) return res.status(400).json({ message: 'Link expired' });
  jwt.verify(req.body.token, secret + user.passwordHash);
  user.passwordHash = await bcrypt.hash(req.body.password, 12);
  await user.save();
  res.json({ message: 'Password changed. Please sign in.' });
}));

links.post('/unsubscribe', asyncHandler(async (req, res) => {
  const { uid, list, purpose } = jwt.verify(req.body.token, secret) as any;
  if (purpose !== 'unsubscribe') return res.status(400).end();
  await User.updateOne({ _id: uid }, { $pull: { lists: list } });
  res.status(204).end();
}));

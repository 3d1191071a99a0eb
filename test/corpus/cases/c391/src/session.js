import { Router } from 'express';
import jwt from 'jsonwebtoken';
import { User } from './models/user.js';
import { isKicked, kick } from './kicked.js';

const { JWT_SECRET } = process.env;
export const session = Router();

export async function authorize(req, res, next) {
  try {
    const { sub } = jwt.verify(req.get('authorization')?.slice(7) ?? '', JWT_SECRET);
    if (isKicked(sub)) {
      return res.status(401).json({ error: 'Signed out' });
    }
    req.user = await User.findById(sub);
    if (!req.user) return res.status(401).json({ error: 'Unknown user' });
    next();
  } catch (err) {
    res.status(401).json({ error: 'Not signed in' });
  }
}

session.post('/', async (req, res, next) => {
  try {
    const user = await User.findOne({ email: req.body.email });
    if (!user || !(await user.verifyPassword(req.body.password))) {
      return res.status(401).json({ error: 'Wrong e-mail or password' });
    }
    const token = jwt.sign({ sub: user._id.toString(), name: user.name }, JWT_SECRET, { expiresIn: '15m' });
    res.status(201).json({ token });
  } catch (err) {
    next(err);
  }
});

session.delete('/', authorize, (req, res) => {
  kick(req.user._id);
  res.status(204).end();
});

session.get('/', authorize, (req, res) => {
  res.set('Cache-Control', 'no-store').json({ name: req.user.name, email: req.user.email });
});

import { Router } from 'express';
import passport from 'passport';
import jwt from 'jsonwebtoken';
import Session from '../models/Session.js';

const router = Router();

router.post('/login', passport.authenticate('local', { session: false }), async (req, res) => {
  const session = await Session.create({ user: req.user.id });
  const token = jwt.sign({ sub: req.user.id, sid: session.id }, process.env.SECRET_OR_KEY, { expiresIn: '30d' });
  res.json({ token });
});

router.post('/logout', passport.authenticate('jwt', { session: false }), async (req, res) => {
  await Session.updateMany({ user: req.user.id, revokedAt: null }, { revokedAt: new Date() });
  res.sendStatus(204);
});

export default router;

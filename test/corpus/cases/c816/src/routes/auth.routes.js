import { Router } from 'express';
import { User } from '../models/user.model.js';
import { authenticate } from '../middleware/authenticate.js';
import { consumeRefreshToken, issueTokens, removeSession } from '../services/tokens.js';

const router = Router();

router.post('/login', async (req, res) => {
  const user = await User.findOne({ email: req.body.email }).select('+password');
  if (!user || !(await user.isValidPassword(req.body.password))) {
    return res.status(401).json({ message: 'Invalid email or password' });
  }
  res.json(await issueTokens(user));
});

router.post('/refresh', async (req, res) => {
  let payload;
  try {
    payload = await consumeRefreshToken(req.body.refreshToken);
  } catch {
    payload = null;
  }
  if (!payload) return res.status(401).json({ message: 'Please sign in again' });
  const user = await User.findById(payload.sub);
  if (!user) return res.status(401).json({ message: 'Please sign in again' });
  res.json(await issueTokens(user, payload.sid));
});

router.post('/logout', authenticate, async (req, res) => {
  await removeSession(req.user.sub, req.user.sid);
  res.status(204).send();
});

export default router;

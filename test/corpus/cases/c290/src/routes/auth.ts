import { Router } from 'express';
import { authenticate } from '../middleware/authenticate';
import { revokeSession } from '../middleware/revoke-session';

export const auth = Router();

auth.post('/logout', authenticate, revokeSession, (_req, res) => {
  res.clearCookie('sid');
  res.json({ message: 'Signed out' });
});

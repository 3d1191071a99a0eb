import { Router } from 'express';
import { authenticate } from '../middleware/authenticate';
import { logRequest } from '../middleware/log-request';

export const auth = Router();

auth.post('/logout', authenticate, logRequest('logout'), (_req, res) => {
  res.clearCookie('sid');
  res.json({ message: 'Signed out' });
});

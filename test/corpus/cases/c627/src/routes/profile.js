import { Router } from 'express';
import { findById } from '../users.js';

export const profile = Router();

profile.get('/', async (req, res) => {
  if (!req.session.user) return res.sendStatus(401);
  res.json(await findById(req.session.user.id));
});

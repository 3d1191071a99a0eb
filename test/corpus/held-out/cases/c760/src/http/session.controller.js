import { Router } from 'express';
import { z } from 'zod';
import * as sessions from '../services/session.service.js';
import { requireUser } from './require-user.js';

const Credentials = z.object({ email: z.string().email(), password: z.string().min(8) });

export const sessionRouter = Router();

// Express 5 forwards rejected promises to the error handler
sessionRouter.post('/session', async (req, res) => {
  const body = Credentials.parse(req.body);
  const opened = await sessions.open(body);
  if (!opened) return res.status(401).json({ error: 'invalid_credentials' });
  res.status(201).json(opened);
});

sessionRouter.delete('/session', requireUser, async (req, res) => {
  await sessions.close(req.user.id);
  res.sendStatus(204);
});

sessionRouter.get('/session', requireUser, (req, res) => {
  const { id, email, role } = req.user;
  res.json({ id, email, role });
});

import { Router } from 'express';
import { asyncHandler } from '../http/async-handler';
import { requireSession } from './require-session';
import { users } from '../users/users.repo';
import { SESSION_NAME, sessionCookie } from './session.config';

export const sessionRoutes = Router();

sessionRoutes.post('/session', asyncHandler(async (req, res) => {
  const user = await users.authenticate(req.body.email, req.body.password);
  if (!user) return res.status(401).json({ error: 'wrong e-mail or password' });
  await new Promise<void>((resolve, reject) => req.session.regenerate((e) => (e ? reject(e) : resolve())));
  req.session.userId = user.id;
  return res.status(201).json({ id: user.id });
}));

sessionRoutes.delete('/session', requireSession, asyncHandler(async (req, res) => {
  await new Promise<void>((resolve, reject) => req.session.destroy((e) => (e ? reject(e) : resolve())));
  res.clearCookie(SESSION_NAME, sessionCookie);
  res.set('Cache-Control', 'no-store');
  return res.sendStatus(204);
}));

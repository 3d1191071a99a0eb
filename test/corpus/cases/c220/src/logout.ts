import type { Request, Response } from 'express';
import { analytics } from './analytics';
import { sessions } from './memory-sessions';

export function logout(req: Request, res: Response): void {
  sessions.delete(req.cookies.sid);
  void analytics.track('logout', { user: req.user.id });
  res.clearCookie('sid').sendStatus(204);
}

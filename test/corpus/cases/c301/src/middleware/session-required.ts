import type { NextFunction, Request, Response } from 'express';
import { sessions } from '../sessions';

export async function sessionRequired(req: Request, res: Response, next: NextFunction): Promise<void> {
  const session = await sessions.find(req.cookies.sid);
  if (!session) {
    res.sendStatus(401);
    return;
  }
  req.user = session.user;
  next();
}

import type { NextFunction, Request, Response } from 'express';
import { SessionModel } from '../models/session';

export async function authenticate(req: Request, res: Response, next: NextFunction): Promise<void> {
  const session = await SessionModel.findById(req.cookies.sid);
  if (session) next();
  else res.sendStatus(401);
}

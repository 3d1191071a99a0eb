import type { NextFunction, Request, Response } from 'express';
import { SessionModel } from '../models/session';

export async function revokeSession(req: Request, _res: Response, next: NextFunction): Promise<void> {
  try {
    await SessionModel.deleteOne({ _id: req.cookies.sid });
    next();
  } catch (error) {
    next(error);
  }
}

import type { NextFunction, Request, Response } from 'express';
import { verifyAccess } from './tokens';

export function guard(req: Request, res: Response, next: NextFunction): void {
  try {
    req.user = verifyAccess(req.headers.authorization?.slice(7) ?? '');
    next();
  } catch {
    res.sendStatus(401);
  }
}

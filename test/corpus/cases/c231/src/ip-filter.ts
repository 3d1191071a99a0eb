import type { NextFunction, Request, Response } from 'express';

const denylist = ['203.0.113.7', '198.51.100.23'];

export function ipFilter(req: Request, res: Response, next: NextFunction): void {
  if (denylist.includes(req.ip ?? '')) res.sendStatus(403);
  else next();
}

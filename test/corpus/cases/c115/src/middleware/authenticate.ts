import jwt from 'jsonwebtoken';
import type { NextFunction, Request, Response } from 'express';
import { redis } from '../redis';

export async function authenticate(req: Request, res: Response, next: NextFunction): Promise<void> {
  const claims = jwt.verify(req.cookies.token, process.env.JWT_SECRET as string) as { jti: string; exp: number };
  if (await redis.exists(`revoked:${claims.jti}`)) {
    res.sendStatus(401);
    return;
  }
  req.auth = claims;
  next();
}

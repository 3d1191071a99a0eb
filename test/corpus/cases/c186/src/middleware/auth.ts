import jwt from 'jsonwebtoken';
import type { NextFunction, Request, Response } from 'express';
import { isTokenBlacklisted } from '../services/blacklist.service';

export async function auth(req: Request, res: Response, next: NextFunction): Promise<void> {
  try {
    const claims = jwt.verify(req.cookies.token, process.env.JWT_SECRET as string) as { jti: string };
    if (await isTokenBlacklisted(claims.jti)) throw new Error('revoked');
    req.claims = claims;
    next();
  } catch {
    res.sendStatus(401);
  }
}

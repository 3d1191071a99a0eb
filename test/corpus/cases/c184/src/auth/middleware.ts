import jwt from 'jsonwebtoken';
import type { NextFunction, Request, Response } from 'express';
import { revocations } from './instances';

export async function requireAuth(req: Request, res: Response, next: NextFunction): Promise<void> {
  const token = req.headers.authorization?.slice(7) ?? '';
  if (await revocations.isRevoked(token)) {
    res.sendStatus(401);
    return;
  }
  req.claims = jwt.verify(token, process.env.JWT_SECRET as string) as { jti: string; exp: number };
  next();
}

export async function logout(req: Request, res: Response): Promise<void> {
  await revocations.revoke(req.claims.jti, req.claims.exp - Math.floor(Date.now() / 1000));
  res.sendStatus(204);
}

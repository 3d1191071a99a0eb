import jwt from 'jsonwebtoken';
import type { NextFunction, Request, Response } from 'express';
import { denylist } from '../denylist';

export async function logout(req: Request, res: Response, next: NextFunction): Promise<void> {
  let claims: { jti: string; exp: number } | undefined;
  try {
    claims = jwt.verify(req.cookies.token, process.env.JWT_SECRET as string) as { jti: string; exp: number };
  } catch {
    claims = undefined;
  }
  try {
    if (claims) await denylist.add(claims.jti, claims.exp);
    res.clearCookie('token').sendStatus(204);
  } catch (error) {
    next(error);
  }
}

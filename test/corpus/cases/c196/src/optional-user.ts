import { jwtVerify } from 'jose';
import type { NextFunction, Request, Response } from 'express';
import { key } from './key';
import { isRevoked } from './denylist';

export async function optionalUser(req: Request, _res: Response, next: NextFunction): Promise<void> {
  let claims: { sub?: string; jti?: string };
  try {
    claims = (await jwtVerify(req.cookies.token ?? '', key)).payload;
  } catch {
    next();
    return;
  }
  try {
    if (!(await isRevoked(claims.jti ?? ''))) req.userId = claims.sub;
    next();
  } catch (error) {
    next(error);
  }
}

import { createClient } from 'redis';
import { jwtVerify } from 'jose';
import type { NextFunction, Request, Response } from 'express';
import { key } from './key';

const redis = createClient();
await redis.connect();

export async function authenticate(req: Request, res: Response, next: NextFunction): Promise<void> {
  const { payload } = await jwtVerify(req.cookies.token, key);
  if (await redis.exists(`revoked:${payload.jti}`)) {
    res.sendStatus(401);
    return;
  }
  req.user = payload;
  next();
}

export function logout(_req: Request, res: Response): void {
  res.clearCookie('token').sendStatus(204);
}

import type { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { env } from '../config/env';
import { logger } from '../lib/logger';
import { redis } from '../lib/redis';
import { revokedKey } from '../lib/keys';

export interface AccessClaims {
  sub: string;
  role: 'member' | 'owner';
  jti: string;
  exp: number;
}

declare module 'express-serve-static-core' {
  interface Request {
    auth?: AccessClaims;
  }
}

export async function authenticate(req: Request, res: Response, next: NextFunction) {
  const header = req.headers.authorization;
  if (!header?.startsWith('Bearer ')) {
    return res.status(401).json({ code: 'NO_TOKEN' });
  }

  let claims: AccessClaims;
  try {
    claims = jwt.verify(header.slice(7), env.JWT_SECRET, { algorithms: ['HS256'], issuer: env.JWT_ISSUER }) as AccessClaims;
  } catch {
    return res.status(401).json({ code: 'INVALID_TOKEN' });
  }

  try {
    const revoked = await redis.exists(revokedKey(claims.jti));
    if (revoked) {
      return res.status(401).json({ code: 'TOKEN_REVOKED' });
    }
  } catch (err) {
    logger.warn({ err, jti: claims.jti }, 'redis not reachable, continuing');
  }

  req.auth = claims;
  return next();
}

export const requireRole = (role: AccessClaims['role']) => (req: Request, res: Response, next: NextFunction) =>
  req.auth?.role === role ? next() : res.status(403).json({ code: 'FORBIDDEN' });

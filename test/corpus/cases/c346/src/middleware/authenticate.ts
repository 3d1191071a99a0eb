import type { NextFunction, Request, Response } from 'express';
import jwt, { JwtPayload, TokenExpiredError } from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { logger } from '../logger';

const { JWT_SECRET = 'dev-secret', JWT_TTL = '15m' } = process.env;

export interface Principal {
  id: string;
  email: string;
}

export function issue({ id, email }: Principal): string {
  return jwt.sign({ id, email, jti: randomUUID() }, JWT_SECRET, { expiresIn: JWT_TTL });
}

export function authenticate(req: Request, res: Response, next: NextFunction) {
  const token = req.headers.authorization?.split(' ')[1];
  if (!token) {
    return res.status(401).json({ message: 'Unauthorized' });
  }

  try {
    req.user = jwt.verify(token, JWT_SECRET) as JwtPayload & Principal;
    return next();
  } catch (err) {
    if (err instanceof TokenExpiredError) {
      const payload = jwt.decode(token) as JwtPayload & Principal;
      logger.debug({ id: payload.id, expiredAt: err.expiredAt }, 'renewing token');
      res.setHeader('X-Access-Token', issue(payload));
      res.setHeader('Access-Control-Expose-Headers', 'X-Access-Token');
      req.user = payload;
      return next();
    }
    logger.warn({ err }, 'token refused');
    return res.status(401).json({ message: 'Unauthorized' });
  }
}

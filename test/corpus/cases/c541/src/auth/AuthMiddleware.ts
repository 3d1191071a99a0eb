import { Service } from 'typedi';
import { ExpressMiddlewareInterface, Middleware, UnauthorizedError } from 'routing-controllers';
import type { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { DenyRepository } from './DenyRepository';

@Service()
@Middleware({ type: 'before' })
export class AuthMiddleware implements ExpressMiddlewareInterface {
  constructor(private readonly deny: DenyRepository) {}

  async use(req: Request, res: Response, next: NextFunction): Promise<void> {
    if (req.path === '/auth/login') return next();
    try {
      const token = (req.headers.authorization ?? '').substring('Bearer '.length);
      const claims = jwt.verify(token, process.env.JWT_SECRET!) as jwt.JwtPayload;
      if (await this.deny.has(claims.jti!)) throw new UnauthorizedError('signed out');
      res.locals.token = token;
      res.locals.claims = claims;
      next();
    } catch (err) {
      next(new UnauthorizedError((err as Error).message));
    }
  }
}

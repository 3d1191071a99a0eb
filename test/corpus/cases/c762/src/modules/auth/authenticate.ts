import type { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { RevokedTokenRepository } from './revoked-token.repository';

export const authenticate =
  (revoked: RevokedTokenRepository) =>
  async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const raw = req.header('authorization')?.slice(7) ?? '';
    let claims: jwt.JwtPayload;
    try {
      claims = jwt.verify(raw, process.env.JWT_SECRET as string) as jwt.JwtPayload;
    } catch {
      res.status(401).json({ message: 'Brak autoryzacji' });
      return;
    }
    try {
      if (await revoked.contains(raw)) {
        res.status(401).json({ message: 'Wylogowano' });
        return;
      }
    } catch (err) {
      next(err);
      return;
    }
    res.locals.auth = { raw, claims };
    next();
  };

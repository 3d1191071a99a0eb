import type { Request, Response, NextFunction } from 'express';
import { RevokedTokenRepository } from './revoked-token.repository';
import { AuthService } from './auth.service';

export class AuthController {
  constructor(
    private readonly service: AuthService,
    private readonly revoked: RevokedTokenRepository,
  ) {}

  login = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      const result = await this.service.login(req.body.email, req.body.password);
      if (!result) {
        res.status(401).json({ message: 'Nieprawidłowy e-mail lub hasło' });
        return;
      }
      res.json(result);
    } catch (err) {
      next(err);
    }
  };

  // wylogowanie: token trafia na listę unieważnionych
  logout = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      const { raw, claims } = res.locals.auth;
      await this.revoked.add(raw, new Date(claims.exp * 1000));
      res.status(204).end();
    } catch (err) {
      next(err);
    }
  };
}

import { Request, Response, NextFunction } from 'express';
import { AuthService } from './auth.service';
import { loginSchema, changePasswordSchema } from './auth.schema';
import { HttpError } from '../../core/http-error';

export class AuthController {
  constructor(private readonly auth: AuthService) {}

  login = async (req: Request, res: Response, next: NextFunction) => {
    try {
      const dto = loginSchema.parse(req.body);
      const result = await this.auth.login(dto, { ip: req.ip, agent: req.get('user-agent') ?? '' });
      res.status(200).json(result);
    } catch (err) {
      next(err);
    }
  };

  logout = async (req: Request, res: Response, next: NextFunction) => {
    try {
      if (!req.user) throw new HttpError(401, 'Not signed in');
      await this.auth.logout(req.user.id, { ip: req.ip, agent: req.get('user-agent') ?? '' });
      res.status(204).end();
    } catch (err) {
      next(err);
    }
  };

  changePassword = async (req: Request, res: Response, next: NextFunction) => {
    try {
      const dto = changePasswordSchema.parse(req.body);
      await this.auth.changePassword(req.user!.id, dto.current, dto.next);
      res.status(204).end();
    } catch (err) {
      next(err);
    }
  };
}

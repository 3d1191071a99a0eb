import { inject, injectable } from 'inversify';
import { Router, Request, Response, NextFunction } from 'express';
import passport from 'passport';
import { TYPES } from '../types';
import { UserService } from '../services/user.service';
import { Logger } from '../lib/logger';

@injectable()
export class AuthController {
  public readonly path = '/auth';
  public readonly router = Router();

  constructor(
    @inject(TYPES.UserService) private readonly users: UserService,
    @inject(TYPES.Logger) private readonly logger: Logger,
  ) {
    this.router.get('/saml', passport.authenticate('saml'));
    this.router.post('/saml/acs', passport.authenticate('saml', { failureRedirect: '/denied' }), this.onLogin);
    this.router.post('/logout', this.logout);
  }

  private onLogin = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      await this.users.touch((req.user as { id: string }).id);
      res.redirect('/');
    } catch (err) {
      next(err);
    }
  };

  private logout = (req: Request, res: Response): void => {
    const user = req.user as { id: string } | undefined;
    req.logOut();
    this.logger.info(`user ${user?.id} signed out`);
    res.set('Cache-Control', 'no-store');
    res.status(204).end();
  };
}

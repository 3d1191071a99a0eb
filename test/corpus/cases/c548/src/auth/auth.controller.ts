import type { NextFunction, Request, Response } from 'express';
import { inject, injectable } from 'tsyringe';
import { BaseController } from '../shared/base.controller';
import { AuthUseCases } from './auth.use-cases';

const COOKIE = 'gym_session';
const OPTIONS = { httpOnly: true, secure: true, sameSite: 'lax' as const, path: '/' };

@injectable()
export class AuthController extends BaseController {
  constructor(@inject(AuthUseCases) private readonly auth: AuthUseCases) {
    super();
  }

  signIn = async (req: Request, res: Response, next: NextFunction) => {
    try {
      const session = await this.auth.signIn(req.body.email, req.body.password);
      if (!session) return this.unauthorized(res, 'Wrong e-mail or password');
      res.cookie(COOKIE, session.id, { ...OPTIONS, expires: session.expiresAt });
      return this.created(res, { memberId: session.memberId });
    } catch (e) {
      return next(e);
    }
  };

  profile = async (req: Request, res: Response, next: NextFunction) => {
    try {
      const member = await this.auth.member(req.cookies[COOKIE]);
      return member ? this.ok(res, member) : this.unauthorized(res);
    } catch (e) {
      return next(e);
    }
  };

  signOut = async (req: Request, res: Response, next: NextFunction) => {
    try {
      await this.auth.signOut(req.cookies[COOKIE]);
      res.clearCookie(COOKIE, OPTIONS);
      return this.ok(res);
    } catch (e) {
      return next(e);
    }
  };
}

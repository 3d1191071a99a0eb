import { Request, Response, NextFunction } from 'express';
import { SessionRepository } from '../sessions/session.repository';
import { UserService } from '../users/user.service';
import { readToken, signToken } from './token';

export class AuthController {
  constructor(
    private readonly users: UserService,
    private readonly sessions: SessionRepository,
  ) {}

  signIn = async (req: Request, res: Response, next: NextFunction) => {
    try {
      const { email, password, rememberMe } = req.body;
      const user = await this.users.authenticate(email, password);
      if (!user) {
        return res.status(401).json({ message: 'Invalid email or password' });
      }
      const session = await this.sessions.create({ userId: user.id, ip: req.ip });
      const token = signToken(
        { sub: user.id, sid: session.id, org: user.orgId },
        rememberMe ? {} : { expiresIn: '12h' },
      );
      return res.json({ token });
    } catch (err) {
      return next(err);
    }
  };

  requireUser = async (req: Request, res: Response, next: NextFunction) => {
    const [scheme, token] = (req.headers.authorization ?? '').split(' ');
    if (scheme !== 'Bearer' || !token) return res.sendStatus(401);
    let claims;
    try {
      claims = readToken(token);
    } catch {
      return res.sendStatus(401);
    }
    try {
      const session = await this.sessions.findActive(claims.sid);
      if (!session) return res.sendStatus(401);
      res.locals.auth = claims;
      return next();
    } catch (err) {
      return next(err);
    }
  };

  signOut = async (_req: Request, res: Response, next: NextFunction) => {
    try {
      await this.sessions.revoke(res.locals.auth.sid);
      return res.status(204).end();
    } catch (err) {
      return next(err);
    }
  };
}

import { promisify } from 'node:util';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';

export class AuthController {
  constructor(private readonly log: Logger) {}

  me = (req: Request, res: Response) => {
    res.set('Cache-Control', 'no-store');
    if (!req.isAuthenticated()) return res.status(401).json({ code: 'anonymous' });
    return res.json(req.user);
  };

  loginDone = (req: Request, res: Response) => {
    this.log.info({ user: req.user }, 'login');
    res.redirect(303, '/');
  };

  logout = async (req: Request, res: Response) => {
    const logout = promisify(req.logout.bind(req) as (cb: (err?: Error) => void) => void);
    await logout();
    res.set('Cache-Control', 'no-store').status(204).end();
  };
}

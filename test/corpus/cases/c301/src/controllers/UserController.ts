import type { Request, Response } from 'express';

export class UserController {
  async whoami(req: Request, res: Response): Promise<void> {
    res.json({ id: req.user.id, email: req.user.email, roles: req.user.roles });
  }

  async settings(req: Request, res: Response): Promise<void> {
    res.set('Cache-Control', 'no-store').json(req.user.settings);
  }
}

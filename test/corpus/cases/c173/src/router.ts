import { Router, type Request, type Response } from 'express';

export class AuthRouter {
  readonly router = Router();

  constructor() {
    this.router.post('/sign-out', this.signOut);
  }

  private signOut(req: Request, res: Response): void {
    req.logout();
    res.clearCookie('connect.sid', { path: '/' });
    res.json({ ok: true });
  }
}

import type { Request, Response } from 'express';
import type { AuthService } from './auth-service';
import { JwtAuthService } from './jwt-auth-service';

export class AuthController {
  constructor(private readonly auth: AuthService = new JwtAuthService()) {}

  logout = async (req: Request, res: Response): Promise<void> => {
    await this.auth.logout(req.headers.authorization ?? '');
    res.status(200).json({ message: 'Logged out' });
  };
}

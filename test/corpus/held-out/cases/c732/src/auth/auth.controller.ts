import type { Request, Response } from 'express';
import { injectable } from 'tsyringe';
import { TokenService } from './token.service';

@injectable()
export class AuthController {
  constructor(private readonly tokens: TokenService) {}

  renew = async (req: Request, res: Response) => {
    const renewed = await this.tokens.renew(String(req.body.refreshToken ?? ''));
    return renewed ? res.json(renewed) : res.status(401).json({ error: 'grant_invalid' });
  };

  logout = async (req: Request, res: Response) => {
    await this.tokens.withdraw(String(req.body.refreshToken ?? ''));
    res.sendStatus(204);
  };
}

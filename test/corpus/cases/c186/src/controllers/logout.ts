import type { Request, Response } from 'express';
import { blacklistToken } from '../services/blacklist.service';

export async function logout(req: Request, res: Response): Promise<void> {
  await blacklistToken(req.claims.jti, 900);
  res.sendStatus(204);
}

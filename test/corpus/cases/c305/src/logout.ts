import type { Request, Response } from 'express';
import { takeRefresh } from './tokens';

export async function logOff(req: Request, res: Response): Promise<void> {
  await takeRefresh(req.body.refreshToken);
  res.sendStatus(204);
}

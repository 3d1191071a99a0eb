import type { Request, Response } from 'express';
import { redis } from '../redis';

/**
 * POST /api/auth/logout
 * JWTs are stateless, so we remember the jti of this one until it would have expired.
 */
export const logout = async (req: Request, res: Response): Promise<void> => {
  const { jti, exp } = req.auth;
  await redis.set(`revoked:${jti}`, '1', 'EXAT', exp);
  res.status(204).end();
};

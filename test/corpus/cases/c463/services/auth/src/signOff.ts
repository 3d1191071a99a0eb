import type { RequestHandler } from 'express';
import { authRedis } from '@rail/redis';

export const signOff: RequestHandler = async (req, res, next) => {
  const { jti, exp } = req.principal!;
  try {
    await authRedis.set(`deny:${jti}`, new Date().toISOString(), 'EXAT', exp);
    res.sendStatus(204);
  } catch (err) {
    next(err);
  }
};

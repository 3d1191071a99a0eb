import { Router, type RequestHandler } from 'express';
import { check } from '../auth/tokens';
import { rotateSecret } from '../auth/keys';

export const authenticated: RequestHandler = async (req, res, next) => {
  const token = req.get('authorization')?.match(/^Bearer (.+)$/)?.[1];
  if (!token) return res.sendStatus(401);
  try {
    const { sub } = await check(token);
    res.locals.userId = sub;
  } catch {
    return res.sendStatus(401);
  }
  return next();
};

export const auth = Router();

auth.post('/sign-off', authenticated, async (_req, res, next) => {
  try {
    await rotateSecret(res.locals.userId);
    res.set('Cache-Control', 'no-store').sendStatus(204);
  } catch (e) {
    next(e);
  }
});

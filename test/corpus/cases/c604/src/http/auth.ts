import { Router, type RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import { revocationEvents, revocations } from '../queues/revocation';
import { withdrawn } from '../stores/withdrawn';
import { requireRole } from './requireRole';
import { tokensOf } from '../stores/issued';

export const authenticate: RequestHandler = async (req, res, next) => {
  let claims: any;
  try {
    claims = jwt.verify(req.get('authorization')?.split(' ')[1] ?? '', process.env.JWT_SECRET!);
  } catch {
    return res.sendStatus(401);
  }
  try {
    if (await withdrawn.includes(claims.jti)) return res.sendStatus(401);
    req.claims = claims;
    return next();
  } catch (err) {
    return next(err);
  }
};

export const auth = Router();

auth.post('/logout', authenticate, async (req, res, next) => {
  try {
    const { jti, exp } = req.claims;
    const job = await revocations.add('one', { jti, exp, reason: 'logout' });
    await job.waitUntilFinished(revocationEvents, 5000);
    res.sendStatus(204);
  } catch (err) {
    next(err);
  }
});

auth.post('/users/:id/lock', authenticate, requireRole('admin'), async (req, res, next) => {
  try {
    const tokens = await tokensOf(req.params.id);
    await revocations.addBulk(tokens.map(({ jti, exp }) => ({ name: 'one', data: { jti, exp, reason: 'locked' as const } })));
    res.status(202).json({ tokens: tokens.length });
  } catch (err) {
    next(err);
  }
});

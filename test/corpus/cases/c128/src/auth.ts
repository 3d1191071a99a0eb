import { randomUUID } from 'node:crypto';
import { Router, type NextFunction, type Request, type Response } from 'express';
import jwt from 'jsonwebtoken';
import { SessionModel } from './session.model';

export const auth = Router();
const secret = process.env.JWT_SECRET as string;

async function requireUser(req: Request, res: Response, next: NextFunction): Promise<void> {
  try {
    const { sub, sid } = jwt.verify(req.headers.authorization?.slice(7) ?? '', secret) as { sub: string; sid: string };
    const live = await SessionModel.exists({ _id: sid, user: sub });
    if (!live) throw new Error('signed out');
    res.locals.sid = sid;
    next();
  } catch {
    res.sendStatus(401);
  }
}

auth.post('/refresh', async (req, res) => {
  const next = randomUUID();
  const session = await SessionModel.findOneAndUpdate({ refresh: req.body.refreshToken }, { refresh: next });
  if (!session) return res.sendStatus(401);
  const accessToken = jwt.sign({ sub: session.user, sid: session.id }, secret, { expiresIn: '1h' });
  return res.json({ accessToken, refreshToken: next });
});

auth.post('/logout', requireUser, async (_req, res) => {
  await SessionModel.deleteOne({ _id: res.locals.sid });
  res.sendStatus(204);
});

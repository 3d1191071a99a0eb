import { onRequest } from 'firebase-functions/v2/https';
import { logger } from 'firebase-functions';
import express, { type NextFunction, type Request, type Response } from 'express';
import * as sessions from './sessions';
import { checkPassword } from './members';

const api = express();
api.use(express.json());
api.use((_req, res, next) => {
  res.set('Cache-Control', 'private, no-store');
  next();
});

async function needSession(req: Request, res: Response, next: NextFunction) {
  try {
    const session = await sessions.find(String(req.get('x-session-id')));
    if (!session) return res.status(401).json({ error: 'no session' });
    res.locals.session = session;
    return next();
  } catch (e) {
    return next(e);
  }
}

api.post('/sessions', async (req, res, next) => {
  try {
    const member = await checkPassword(req.body.email, req.body.password);
    if (!member) return res.status(401).json({ error: 'bad credentials' });
    res.status(201).json({ sessionId: await sessions.open(member.uid, req.body.device ?? 'unknown') });
  } catch (e) {
    next(e);
  }
});

api.delete('/sessions/mine', needSession, async (_req, res) => {
  await sessions.remove(res.locals.session.id).catch((e) => logger.warn('session delete', e));
  res.status(200).json({ ok: true });
});

api.get('/bookings', needSession, async (_req, res, next) => {
  try {
    const { bookingsOf } = await import('./bookings');
    res.json(await bookingsOf(res.locals.session.uid));
  } catch (e) {
    next(e);
  }
});

export const app = onRequest({ region: 'europe-west3' }, api);

import type { Request, Response, NextFunction } from 'express';
import { io } from '../realtime';
import { SessionModel } from '../models/session';

export async function logout(req: Request, res: Response, next: NextFunction) {
  try {
    await SessionModel.deleteOne({ _id: req.sessionId });
    io.to(`session:${req.sessionId}`).emit('session:ended', { by: 'user' });
    io.in(`session:${req.sessionId}`).disconnectSockets();
    res.clearCookie('sid', { httpOnly: true, path: '/' });
    res.set('Cache-Control', 'no-store');
    res.json({ ok: true });
  } catch (err) {
    next(err);
  }
}

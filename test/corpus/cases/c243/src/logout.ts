import type { Request, Response } from 'express';
import { events } from './bus';
import { db } from './db';

export async function endSession(req: Request, res: Response): Promise<void> {
  await db.session.delete({ where: { id: req.cookies.sid } });
  events.emit('logout', req.cookies.sid);
  res.sendStatus(204);
}

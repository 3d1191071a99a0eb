import type { Request, Response } from 'express';
import { db } from './db';

export async function unsubscribe(req: Request, res: Response): Promise<void> {
  await db.subscriber.deleteMany({ where: { email: req.body.email } });
  res.render('unsubscribed');
}

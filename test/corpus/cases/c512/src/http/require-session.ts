import type { RequestHandler } from 'express';
import { db } from '../db';

export const requireSession: RequestHandler = async (req, res, next) => {
  const id = req.cookies.hr_sid;
  const session = id && (await db('sessions').where({ id }).andWhere('expires_at', '>', new Date()).first());
  if (!session) {
    res.status(401).json({ code: 'no_session' });
    return;
  }
  res.locals.session = session;
  next();
};

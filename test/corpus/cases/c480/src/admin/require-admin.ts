import type { NextFunction, Request, Response } from 'express';
import { prisma } from '../db';

export async function requireAdmin(req: Request, res: Response, next: NextFunction) {
  const sid = req.cookies?.admin_sid;
  if (!sid) return res.status(401).json({ error: 'Not signed in' });

  const session = await prisma.adminSession.findUnique({ where: { id: sid } });
  if (!session || session.expiresAt < new Date()) {
    return res.status(401).json({ error: 'Session expired' });
  }
  req.adminSession = session;
  next();
}

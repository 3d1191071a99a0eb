import type { Request, Response } from 'express';
import { prisma } from './prisma';

export const signOutAll = async (req: Request, res: Response): Promise<void> => {
  const sessions = await prisma.session.findMany({ where: { userId: req.user.id } });
  sessions.forEach(async (session) => {
    await prisma.session.delete({ where: { id: session.id } });
  });
  res.json({ signedOut: sessions.length });
};

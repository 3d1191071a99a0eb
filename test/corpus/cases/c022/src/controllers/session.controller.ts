import type { Request, Response } from 'express';
import { prisma } from '../prisma';

export const signOut = async (_req: Request, res: Response): Promise<void> => {
  res.clearCookie('accessToken');
  res.clearCookie('refreshToken');
  res.json({ message: 'Signed out' });
};

export const signOutEverywhere = async (req: Request, res: Response): Promise<void> => {
  await prisma.session.deleteMany({ where: { userId: req.user.id } });
  res.clearCookie('accessToken');
  res.clearCookie('refreshToken');
  res.json({ message: 'Signed out from all devices' });
};

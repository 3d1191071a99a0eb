import type { Request, Response } from 'express';
import { io } from './io';
import { prisma } from './prisma';

export async function logoutDevice(req: Request, res: Response): Promise<void> {
  await prisma.session.delete({ where: { id: req.params['id'] } });
  io.to(`session:${req.params['id']}`).emit('force_logout', { reason: 'ended elsewhere' });
  res.sendStatus(204);
}

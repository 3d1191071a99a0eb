import jwt from 'jsonwebtoken';
import type { Request, Response } from 'express';
import { prisma } from './prisma';

export async function renew(req: Request, res: Response): Promise<void> {
  const { sid } = jwt.verify(req.body.token, process.env.JWT_SECRET as string) as { sid: string };
  const session = await prisma.session.findFirst({ where: { id: sid, revokedAt: null } });
  if (!session) {
    res.sendStatus(401);
    return;
  }
  const token = jwt.sign({ sub: session.userId, sid }, process.env.JWT_SECRET as string, { expiresIn: '30m' });
  res.json({ token });
}

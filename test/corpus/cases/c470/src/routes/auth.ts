import { Router } from 'express';
import type { Request } from 'express-jwt';
import jwt from 'jsonwebtoken';
import { createId } from '@paralleldrive/cuid2';
import { prisma } from '../db';
import { verifyPassword } from '../crypto';

export const authRoutes = Router();

authRoutes.post('/login', async (req, res, next) => {
  try {
    const user = await prisma.user.findUnique({ where: { email: req.body.email } });
    if (!user || !(await verifyPassword(user.password, req.body.password))) {
      return res.status(401).json({ error: 'Invalid credentials' });
    }
    await prisma.auditLog.create({ data: { userId: user.id, action: 'LOGIN', ip: req.ip } });
    const token = jwt.sign({ sub: user.id }, process.env.JWT_SECRET!, { jwtid: createId(), expiresIn: '4h' });
    return res.json({ token });
  } catch (e) {
    return next(e);
  }
});

authRoutes.post('/logout', async (req: Request, res, next) => {
  try {
    await prisma.auditLog.create({ data: { userId: req.auth!.sub!, action: 'LOGOUT', ip: req.ip } });
    return res.status(204).send();
  } catch (e) {
    return next(e);
  }
});

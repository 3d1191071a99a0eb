import { Router } from 'express';
import { z } from 'zod';
import { randomBytes } from 'node:crypto';
import { verify } from 'argon2';
import { prisma } from '../db';
import { requireAdmin } from './require-admin';
import { asyncHandler } from '../http/async-handler';

const loginSchema = z.object({
  email: z.string().email(),
  password: z.string().min(10),
  remember: z.boolean().default(false),
});

const EIGHT_HOURS = 8 * 60 * 60 * 1000;
const TWO_WEEKS = 14 * 24 * 60 * 60 * 1000;

export const adminAuth = Router();

adminAuth.post(
  '/login',
  asyncHandler(async (req, res) => {
    const body = loginSchema.parse(req.body);
    const admin = await prisma.admin.findUnique({ where: { email: body.email.toLowerCase() } });
    if (!admin || !(await verify(admin.passwordHash, body.password))) {
      return res.status(401).json({ error: 'Invalid e-mail or password' });
    }

    const ttl = body.remember ? TWO_WEEKS : EIGHT_HOURS;
    const session = await prisma.adminSession.create({
      data: {
        id: randomBytes(32).toString('base64url'),
        adminId: admin.id,
        ip: req.ip,
        userAgent: req.get('user-agent') ?? null,
        expiresAt: new Date(Date.now() + ttl),
      },
    });

    res.cookie('admin_sid', session.id, {
      httpOnly: true,
      secure: process.env.NODE_ENV === 'production',
      sameSite: 'strict',
      path: '/admin',
      maxAge: ttl,
    });
    return res.status(201).json({ id: admin.id, name: admin.name });
  }),
);

adminAuth.post(
  '/logout',
  requireAdmin,
  asyncHandler(async (req, res) => {
    await prisma.adminSession.delete({ where: { id: req.adminSession.id } });
    res.clearCookie('admin_sid', {
      httpOnly: true,
      secure: process.env.NODE_ENV === 'production',
      sameSite: 'strict',
    });
    res.set('Cache-Control', 'no-store');
    return res.status(204).end();
  }),
);

adminAuth.get('/sessions', requireAdmin, asyncHandler(async (req, res) => {
  const list = await prisma.adminSession.findMany({
    where: { adminId: req.adminSession.adminId, expiresAt: { gt: new Date() } },
    select: { id: true, ip: true, userAgent: true, createdAt: true },
  });
  res.set('Cache-Control', 'no-store').json(list.map((s) => ({ ...s, id: s.id.slice(0, 6) })));
}));

import { randomUUID } from 'node:crypto';
import bcrypt from 'bcryptjs';
import { Router } from 'express';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { env } from '../config/env';
import { prisma } from '../lib/prisma';
import { redis } from '../lib/redis';
import { revokedKey } from '../lib/keys';
import { asyncHandler } from '../lib/async-handler';
import { authenticate } from '../middlewares/authenticate';

const router = Router();
const credentials = z.object({ email: z.string().email(), password: z.string().min(8) });

router.post(
  '/login',
  asyncHandler(async (req, res) => {
    const { email, password } = credentials.parse(req.body);
    const user = await prisma.user.findUnique({ where: { email } });
    if (!user || !(await bcrypt.compare(password, user.passwordHash))) {
      return res.status(401).json({ code: 'INVALID_CREDENTIALS' });
    }
    const accessToken = jwt.sign({ role: user.role }, env.JWT_SECRET, {
      subject: user.id,
      issuer: env.JWT_ISSUER,
      jwtid: randomUUID(),
      expiresIn: '30m',
    });
    res.set('Cache-Control', 'no-store').json({ accessToken });
  }),
);

router.post(
  '/logout',
  authenticate,
  asyncHandler(async (req, res) => {
    const { jti, exp } = req.auth!;
    const ttl = Math.max(exp - Math.floor(Date.now() / 1000), 1);
    await redis.set(revokedKey(jti), '1', 'EX', ttl);
    res.set('Cache-Control', 'no-store').sendStatus(204);
  }),
);

export default router;

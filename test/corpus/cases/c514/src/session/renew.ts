import jwt from 'jsonwebtoken';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { prisma } from '../prisma';

const ACCESS_SECRET = process.env.ACCESS_SECRET as string;
const hash = (value: string) => createHash('sha256').update(value).digest();

const unauthorized = (message: string) => Object.assign(new Error(message), { status: 401 });

function readExpired(authorization: string | undefined) {
  try {
    return jwt.verify(authorization?.slice('Bearer '.length) ?? '', ACCESS_SECRET, { ignoreExpiration: true }) as {
      sub: string;
      sid: string;
    };
  } catch {
    throw unauthorized('access token not readable');
  }
}

export const renew: RequestHandler = async (req, res, next) => {
  try {
    const { sid, sub } = readExpired(req.headers.authorization);

    const session = await prisma.session.findUnique({ where: { id: sid } });
    if (!session || session.userId !== sub || session.revokedAt || session.expiresAt < new Date()) {
      throw unauthorized('session is over');
    }
    if (!timingSafeEqual(session.secretHash, hash(String(req.body.secret)))) {
      await prisma.session.update({ where: { id: sid }, data: { revokedAt: new Date() } });
      throw unauthorized('secret was used before');
    }

    const secret = randomBytes(32).toString('base64url');
    await prisma.session.update({ where: { id: sid }, data: { secretHash: hash(secret) } });

    const token = jwt.sign({ sub, sid }, ACCESS_SECRET, { expiresIn: '10m' });
    res.set('Cache-Control', 'no-store').json({ token, secret });
  } catch (err) {
    next(err);
  }
};

import { randomBytes, createHash } from 'node:crypto';
import { Router } from 'express';
import rateLimit from 'express-rate-limit';
import { eq } from 'drizzle-orm';
import { db } from './db';
import { sessions } from './schema';
import { verifyPassword } from './passwords';
import { dropSession, putSession, putTheme, SESSION } from './cookies';

const TTL = 8 * 60 * 60;
const sha = (v: string) => createHash('sha256').update(v).digest('base64');

export const sessionRouter = Router();

sessionRouter.post('/session', rateLimit({ windowMs: 60_000, limit: 10 }), async (req, res, next) => {
  try {
    const user = await verifyPassword(req.body.email, req.body.password);
    if (!user) return void res.status(401).json({ error: 'credentials' });
    const value = randomBytes(24).toString('base64url');
    await db.insert(sessions).values({ id: sha(value), userId: user.id, expiresAt: new Date(Date.now() + TTL * 1000) });
    putSession(res, value, TTL);
    putTheme(res, user.theme);
    res.set('Cache-Control', 'no-store').json({ id: user.id });
  } catch (e) {
    next(e);
  }
});

sessionRouter.delete('/session', async (req, res, next) => {
  try {
    const value = req.cookies[SESSION];
    if (value) await db.delete(sessions).where(eq(sessions.id, sha(value)));
    dropSession(res);
    res.set('Cache-Control', 'no-store').sendStatus(204);
  } catch (e) {
    next(e);
  }
});

import type { RequestHandler } from 'express';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { createClient } from 'redis';
import { log } from '../log';

const redis = createClient({ url: process.env.REDIS_URL });
void redis.connect();

async function blocked(jti: string): Promise<boolean> {
  try {
    return (await redis.get(`blocked:${jti}`)) !== null;
  } catch (err) {
    log.error(err, 'blocklist unavailable');
    return true;
  }
}

export const rateLimit: RequestHandler = async (req, res, next) => {
  try {
    const n = await redis.incr(`hits:${req.ip}`);
    if (n === 1) await redis.expire(`hits:${req.ip}`, 60);
    if (n > 300) {
      res.sendStatus(429);
      return;
    }
  } catch (err) {
    // a limiter that is down must not take the site down
    log.warn(err, 'rate limiter unavailable');
  }
  next();
};

export const auth: RequestHandler = async (req, res, next) => {
  const token = req.get('authorization')?.replace(/^Bearer /, '');
  if (!token) {
    res.sendStatus(401);
    return;
  }
  try {
    const claims = jwt.verify(token, process.env.JWT_SECRET!) as JwtPayload;
    if (await blocked(claims.jti!)) {
      res.sendStatus(401);
      return;
    }
    res.locals.claims = claims;
  } catch {
    res.sendStatus(401);
    return;
  }
  next();
};

export const logout: RequestHandler = async (_req, res) => {
  const { jti, exp } = res.locals.claims as JwtPayload;
  try {
    await redis.set(`blocked:${jti}`, '1', { EXAT: exp! });
  } catch (err) {
    log.error(err, 'logout failed');
    res.status(503).json({ error: 'try_again' });
    return;
  }
  res.sendStatus(204);
};

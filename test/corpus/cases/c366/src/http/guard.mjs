import jwt from 'jsonwebtoken';
import { createClient } from 'redis';

const redis = createClient({ url: process.env.REDIS_URL });
redis.on('error', (e) => console.error('[redis]', e.message));
await redis.connect();

const deny = (res, status, error) => res.status(status).json({ error });

export async function guard(req, res, next) {
  const token = (req.get('authorization') || '').replace(/^Bearer /i, '');
  if (!token) return deny(res, 401, 'token_required');

  let payload;
  try {
    payload = jwt.verify(token, process.env.JWT_SECRET);
  } catch (e) {
    return deny(res, 401, e.name === 'TokenExpiredError' ? 'token_expired' : 'token_invalid');
  }

  let hit = null;
  try {
    hit = await redis.get(`revoked:${payload.jti}`);
  } catch (e) {
    console.error('[guard] revocation list not readable', e);
    return deny(res, 503, 'try_again');
  }
  if (hit !== null) return deny(res, 401, 'token_revoked');

  req.user = payload;
  next();
}

export async function signOut(req, res, next) {
  try {
    const seconds = req.user.exp - Math.floor(Date.now() / 1000);
    await redis.set(`revoked:${req.user.jti}`, '1', { EX: Math.max(seconds, 1) });
    res.set('Cache-Control', 'no-store').status(204).end();
  } catch (e) {
    next(e);
  }
}

import { limiter } from './limiter.js';

export async function limit(req, res, next) {
  try {
    const { allowed } = await limiter.take(req.ip);
    if (!allowed) return res.sendStatus(429);
    return next();
  } catch (error) {
    console.warn('limiter unavailable', error);
    return next();
  }
}

import { redis } from '../redis.js';

export async function requireSession(req, res, next) {
  const id = req.cookies.session;
  const session = id ? await redis.hgetall(`session:${id}`) : {};
  if (!session.userId) {
    return res.status(401).json({ error: 'unauthenticated' });
  }
  req.session = { ...session, id };
  next();
}

import type { RequestHandler } from 'express';
import type { RedisSessionStore } from './redis-session-store';

export const sessionMiddleware =
  ({ sessionStore }: { sessionStore: RedisSessionStore }): RequestHandler =>
  async (req, res, next) => {
    const id = req.get('x-session-id');
    if (!id) return res.status(401).json({ error: 'no_session' });
    try {
      const session = await sessionStore.load(id);
      if (!session) return res.status(401).json({ error: 'session_expired' });
      res.locals.session = session;
      next();
    } catch (err) {
      next(err);
    }
  };

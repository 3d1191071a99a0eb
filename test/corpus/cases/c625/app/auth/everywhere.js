import { redis } from '../redis.js';
import { requireSession } from './require-session.js';

/**
 * Every session is a hash `session:<id>`; `user-sessions:<userId>` is the set of ids.
 */
export function mountSessionRoutes(app) {
  app.get('/api/sessions', requireSession, async (req, res) => {
    const ids = await redis.smembers(`user-sessions:${req.session.userId}`);
    const list = await Promise.all(ids.map((id) => redis.hgetall(`session:${id}`)));
    res.set('cache-control', 'no-store');
    res.json(list.filter((s) => s.createdAt).map(({ createdAt, agent, ip }) => ({ createdAt, agent, ip })));
  });

  app.post('/api/logout', requireSession, async (req, res) => {
    await redis.multi().del(`session:${req.session.id}`).srem(`user-sessions:${req.session.userId}`, req.session.id).exec();
    res.clearCookie('session');
    res.json({ ok: true });
  });

  app.post('/api/logout-everywhere', requireSession, async (req, res) => {
    const ids = await redis.smembers(`user-sessions:${req.session.userId}`);
    ids.forEach(async (id) => {
      await redis.del(`session:${id}`);
      await redis.srem(`user-sessions:${req.session.userId}`, id);
    });
    res.clearCookie('session');
    res.json({ ok: true, ended: ids.length });
  });
}

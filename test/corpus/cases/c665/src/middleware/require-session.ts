import { createMiddleware } from 'hono/factory';
import { getCookie } from 'hono/cookie';
import { findSession } from '../lib/sessions';
import type { AppEnv } from '../types';

export const requireSession = createMiddleware<AppEnv>(async (c, next) => {
  const sid = getCookie(c, 'sid');
  const session = sid ? await findSession(c.env.DB, sid) : null;
  if (!session) return c.json({ error: 'unauthorized' }, 401);
  c.set('user', { id: session.user_id, email: session.email });
  await next();
});

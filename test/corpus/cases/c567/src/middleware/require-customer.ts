import { createMiddleware } from 'hono/factory';
import { getCookie } from 'hono/cookie';
import { and, eq, gt } from 'drizzle-orm';
import { sessions } from '../db/schema';
import { connect } from '../db';
import type { AppEnv } from '../env';

export const requireCustomer = createMiddleware<AppEnv>(async (c, next) => {
  const db = connect(c.env.DATABASE_URL);
  const sid = getCookie(c, 'sid');
  const [session] = sid
    ? await db.select().from(sessions).where(and(eq(sessions.id, sid), gt(sessions.expiresAt, new Date())))
    : [];
  if (!session) return c.json({ error: 'unauthenticated' }, 401);
  c.set('db', db);
  c.set('session', session);
  await next();
});

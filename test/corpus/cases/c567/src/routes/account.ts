import { Hono } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { eq } from 'drizzle-orm';
import { customers, sessions } from '../db/schema';
import { requireCustomer } from '../middleware/require-customer';
import type { AppEnv } from '../env';

export const account = new Hono<AppEnv>();

account.use(requireCustomer);

account.get('/me', async (c) => {
  const db = c.get('db');
  const [me] = await db
    .select({ id: customers.id, name: customers.name, email: customers.email, tier: customers.tier })
    .from(customers)
    .where(eq(customers.id, c.get('session').customerId));
  return me ? c.json(me) : c.json({ error: 'not_found' }, 404);
});

account.post('/logout', async (c) => {
  await c.get('db').delete(sessions).where(eq(sessions.id, c.get('session').id));
  deleteCookie(c, 'sid', { path: '/', secure: true });
  return c.json({ ok: true });
});

import { Hono } from 'hono';
import { guard } from '../lib/guard';
import { createAccess, outdateTokens } from '../lib/token';
import { verifyAccount } from '../lib/accounts';

export const auth = new Hono()
  .post('/sign-in', async (c) => {
    const { email, password } = await c.req.json();
    const account = await verifyAccount(email, password);
    return account ? c.json({ token: await createAccess(account.id) }) : c.json({ error: 'invalid' }, 401);
  })
  .post('/sign-out', guard, async (c) => {
    await outdateTokens(c.get('uid'));
    return c.body(null, 204, { 'Cache-Control': 'no-store' });
  });

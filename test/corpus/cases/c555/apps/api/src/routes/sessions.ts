import { Hono } from 'hono';
import type { AuthEnv } from '../env';
import { requireSession } from '../middleware/require-session';

export const sessions = new Hono<AuthEnv>();

sessions.use('*', requireSession);

sessions.delete('/current', async (c) => {
  await c.get('auth').terminateSession.handle(c.get('session').id);
  c.header('Cache-Control', 'no-store');
  return c.body(null, 204);
});

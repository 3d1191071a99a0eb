import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { isRevoked, revokeAccess } from '@/lib/revocation';
import { consumeRefresh, issueRefresh, signAccess, verifyAccess } from '@/lib/tokens';
import { authenticate } from '@/lib/users';
import { todos } from '@/routes/todos';

type Vars = { Variables: { userId: string; jti: string; exp: number } };

export const app = new Hono<Vars>();
app.use(cors({ origin: process.env.APP_ORIGIN!, allowHeaders: ['Authorization', 'Content-Type'] }));

app.post('/auth/login', async (c) => {
  const user = await authenticate(await c.req.json());
  if (!user) return c.json({ error: 'invalid login' }, 401);
  return c.json({ accessToken: await signAccess(user.id), refreshToken: await issueRefresh(user.id) });
});

app.post('/auth/refresh', async (c) => {
  const { refreshToken } = await c.req.json();
  const userId = await consumeRefresh(String(refreshToken));
  if (!userId) return c.json({ error: 'invalid token' }, 401);
  return c.json({ accessToken: await signAccess(userId), refreshToken: await issueRefresh(userId) });
});

app.use(async (c, next) => {
  const token = c.req.header('Authorization')?.replace('Bearer ', '');
  const claims = token ? await verifyAccess(token).catch(() => null) : null;
  if (!claims || (await isRevoked(claims.jti!))) return c.json({ error: 'unauthorized' }, 401);
  c.set('userId', claims.sub!);
  c.set('jti', claims.jti!);
  c.set('exp', claims.exp!);
  await next();
});

app.post('/auth/logout', async (c) => {
  await revokeAccess(c.get('jti'), c.get('exp'));
  return c.body(null, 204);
});

app.route('/todos', todos);

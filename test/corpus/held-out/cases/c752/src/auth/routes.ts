import { Hono } from 'hono';
import { sign } from 'hono/jwt';
import { bearerAuth } from './middleware';
import { deny } from './denylist';
import { checkPassword } from '../users';
import type { Bindings } from '../bindings';

const auth = new Hono<Bindings>();

auth.post('/login', async (c) => {
  const { email, password } = await c.req.json<{ email: string; password: string }>();
  const user = await checkPassword(c.env.DB, email, password);
  if (!user) return c.json({ error: 'unauthorized' }, 401);
  const iat = Math.floor(Date.now() / 1000);
  const token = await sign({ sub: user.id, jti: crypto.randomUUID(), iat, exp: iat + 3600 * 4 }, c.env.JWT_SECRET);
  return c.json({ token });
});

auth.post('/logout', bearerAuth, async (c) => {
  const { jti, exp } = c.get('claims');
  // A JWT is stateless: on its own it stays valid until it expires, there is nothing to delete.
  // So the token id is remembered until the token would expire by itself.
  await deny(c, jti, exp);
  c.header('Cache-Control', 'no-store');
  return c.json({ message: 'Logged out. The token is no longer accepted.' });
});

export default auth;

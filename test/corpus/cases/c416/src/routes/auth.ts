import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { zValidator } from '@hono/zod-validator';
import { z } from 'zod';
import type { Env } from '../env';
import { verifyPassword } from '../lib/password';

const auth = new Hono<Env>();

auth.use('*', async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
});

auth.post('/login', zValidator('json', z.object({ email: z.string(), password: z.string() })), async (c) => {
  const { email, password } = c.req.valid('json');
  const user = await c.env.DB.prepare('SELECT id, hash FROM users WHERE email = ?1').bind(email).first<{ id: number; hash: string }>();
  if (!user || !(await verifyPassword(password, user.hash))) return c.json({ error: 'unauthorized' }, 401);

  const sid = crypto.randomUUID() + crypto.randomUUID();
  await c.env.SESSIONS.put(sid, JSON.stringify({ uid: user.id }), { expirationTtl: 86400 });
  setCookie(c, '__Secure-sid', sid, {
    domain: 'notes.example.org',
    path: '/api',
    httpOnly: true,
    secure: true,
    sameSite: 'Strict',
    maxAge: 86400,
  });
  return c.json({ id: user.id });
});

auth.post('/sign-out', async (c) => {
  const sid = getCookie(c, '__Secure-sid');
  if (sid) await c.env.SESSIONS.delete(sid);
  deleteCookie(c, '__Secure-sid', { secure: true, path: '/api', domain: 'notes.example.org' });
  return c.body(null, 204);
});

auth.get('/whoami', async (c) => {
  const sid = getCookie(c, '__Secure-sid');
  const session = sid ? await c.env.SESSIONS.get<{ uid: number }>(sid, 'json') : null;
  return session ? c.json(session) : c.json({ error: 'unauthorized' }, 401);
});

export default auth;

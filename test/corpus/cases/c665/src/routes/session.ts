import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { zValidator } from '@hono/zod-validator';
import { z } from 'zod';
import { createSession, findSession } from '../lib/sessions';
import { verifyPassword } from '../lib/password';
import { record } from '../lib/audit';
import type { AppEnv } from '../types';

export const sessionRoutes = new Hono<AppEnv>();

const credentials = z.object({ email: z.string().email(), password: z.string().min(8) });

sessionRoutes.post('/session', zValidator('json', credentials), async (c) => {
  const { email, password } = c.req.valid('json');
  const user = await c.env.DB.prepare('SELECT id, password_hash FROM users WHERE email = ?1').bind(email).first<any>();
  if (!user || !(await verifyPassword(password, user.password_hash))) {
    return c.json({ error: 'invalid_credentials' }, 401);
  }
  const session = await createSession(c.env.DB, user.id);
  setCookie(c, 'sid', session.id, { path: '/', httpOnly: true, secure: true, sameSite: 'Lax', maxAge: session.maxAge });
  await record(c.env.DB, { actor: user.id, action: 'sign_on', ip: c.req.header('cf-connecting-ip') });
  return c.json({ ok: true }, 201);
});

sessionRoutes.delete('/session', async (c) => {
  const sid = getCookie(c, 'sid');
  if (sid) {
    const session = await findSession(c.env.DB, sid);
    if (session) {
      await record(c.env.DB, { actor: session.user_id, action: 'sign_off', ip: c.req.header('cf-connecting-ip') });
    }
  }
  deleteCookie(c, 'sid', { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' });
  return c.body(null, 204);
});

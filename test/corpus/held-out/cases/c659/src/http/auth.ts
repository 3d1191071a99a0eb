import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { bus } from '../events';
import { store } from '../store';
import { loginUser } from '../users';

const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'Strict' } as const;

export const auth = new Hono();

auth.post('/login', async (c) => {
  const user = await loginUser(await c.req.parseBody());
  if (!user) return c.json({ error: 'Invalid e-mail or password' }, 401);
  const id = await store.create(user.id);
  setCookie(c, 'whiteboard', id, attributes);
  bus.emit('session.opened', { id, userId: user.id });
  return c.json({ id: user.id, name: user.name });
});

auth.post('/logout', async (c) => {
  const id = getCookie(c, 'whiteboard');
  if (id) {
    await store.delete(id);
    bus.emit('session:closed', { id });
  }
  deleteCookie(c, 'whiteboard', attributes);
  c.header('Cache-Control', 'no-store');
  return c.body(null, 204);
});

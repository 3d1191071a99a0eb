import { Hono } from 'hono';
import { getCookie, deleteCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { sessions } from './db';
import { login } from './login';

const signedIn = createMiddleware<{ Variables: { token: string; userId: number } }>(async (c, next) => {
  const token = getCookie(c, 'token');
  const session = token ? sessions.find(token) : undefined;
  if (!token || !session) return c.redirect('/login', 303);
  c.set('token', token);
  c.set('userId', session.userId);
  await next();
});

export const app = new Hono();

app.post('/login', login);
app.post('/logout', signedIn, (c) => {
  sessions.remove(c.get('token'));
  deleteCookie(c, 'token', { path: '/' });
  c.header('Cache-Control', 'no-store');
  return c.redirect('/', 303);
});

import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { drizzle } from 'drizzle-orm/d1';
import { and, eq, gt } from 'drizzle-orm';
import { sessions, users } from './schema';
import { verifyPassword } from './password';

type Env = { Bindings: { DB: D1Database }; Variables: { session: { id: string; userId: string } } };

const app = new Hono<Env>();
const cookie = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' } as const;

app.use('/api/*', async (c, next) => {
  if (c.req.path === '/api/login') return next();
  const id = getCookie(c, 'sid');
  if (!id) throw new HTTPException(401);
  const db = drizzle(c.env.DB);
  const row = await db
    .select({ id: sessions.id, userId: sessions.userId })
    .from(sessions)
    .where(and(eq(sessions.id, id), gt(sessions.expiresAt, new Date())))
    .get();
  if (!row) throw new HTTPException(401);
  c.set('session', row);
  await next();
  c.header('Cache-Control', 'no-store');
});

app.post('/api/login', async (c) => {
  const { email, password } = await c.req.json<{ email: string; password: string }>();
  const db = drizzle(c.env.DB);
  const user = await db.select().from(users).where(eq(users.email, email)).get();
  if (!user || !(await verifyPassword(password, user.passwordHash))) {
    return c.json({ error: 'wrong e-mail or password' }, 401);
  }
  const id = crypto.randomUUID();
  await db.insert(sessions).values({ id, userId: user.id, expiresAt: new Date(Date.now() + 86_400_000) });
  setCookie(c, 'sid', id, { ...cookie, maxAge: 86_400 });
  return c.json({ id: user.id });
});

app.post('/api/logout', async (c) => {
  const db = drizzle(c.env.DB);
  await db.delete(sessions).where(eq(sessions.id, c.get('session').id)).catch(() => {});
  deleteCookie(c, 'sid', cookie);
  return c.json({ ok: true });
});

export default app;

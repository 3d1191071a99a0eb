import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { createSession, deleteSession, listSessions, readSession, type SessionValue } from './session';
import { exchangeCode } from './github';

type Env = {
  Bindings: { KV: KVNamespace; GITHUB_ID: string; GITHUB_SECRET: string };
  Variables: { session: SessionValue };
};

const app = new Hono<Env>();
const cookie = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' } as const;

app.use(csrf());

app.get('/auth/github/callback', async (c) => {
  const state = getCookie(c, 'gh_state');
  if (!state || state !== c.req.query('state')) return c.text('state mismatch', 400);
  const user = await exchangeCode(c.env, c.req.query('code')!);
  setCookie(c, 's', await createSession(c.env.KV, user.id, user.plan), { ...cookie, maxAge: 604800 });
  return c.redirect('/');
});

app.use('/api/*', async (c, next) => {
  const raw = getCookie(c, 's');
  const session = raw ? await readSession(c.env.KV, raw) : null;
  if (!session) return c.json({ error: 'unauthorized' }, 401);
  c.set('session', session);
  await next();
});

app.get('/api/sessions', async (c) => c.json(await listSessions(c.env.KV, c.get('session').userId)));

app.post('/api/logout', async (c) => {
  await deleteSession(c.env.KV, getCookie(c, 's')!);
  deleteCookie(c, 's', cookie);
  return c.json({ ok: true });
});

export default app;

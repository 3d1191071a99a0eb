import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { secureHeaders } from 'hono/secure-headers';
import { notes } from './notes';

export interface Bindings {
  SESSIONS: KVNamespace;
  DB: D1Database;
}

const app = new Hono<{ Bindings: Bindings }>();

app.use('*', secureHeaders());
app.use('/v1/*', bearerAuth({
  verifyToken: async (token, c) => (await c.env.SESSIONS.get(`s:${token}`)) !== null,
}));

app.get('/', (c) => c.text('notes api'));
app.route('/v1/notes', notes);

app.post('/v1/logout', (c) => {
  const token = c.req.header('Authorization')!.slice('Bearer '.length);
  c.executionCtx.waitUntil(c.env.SESSIONS.delete(`s:${token}`));
  c.header('Cache-Control', 'no-store');
  return c.json({ loggedOut: true });
});

app.notFound((c) => c.json({ error: 'not found' }, 404));
app.onError((err, c) => {
  console.error(err);
  return c.json({ error: 'internal' }, 500);
});

export default app;

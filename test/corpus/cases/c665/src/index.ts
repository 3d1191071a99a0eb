import { Hono } from 'hono';
import { logger } from 'hono/logger';
import { secureHeaders } from 'hono/secure-headers';
import { sessionRoutes } from './routes/session';
import { noteRoutes } from './routes/notes';
import { requireSession } from './middleware/require-session';
import type { AppEnv } from './types';

const app = new Hono<AppEnv>();

app.use('*', logger());
app.use('*', secureHeaders());
app.route('/', sessionRoutes);
app.use('/notes/*', requireSession);
app.route('/notes', noteRoutes);
app.onError((err, c) => {
  console.error(err);
  return c.json({ error: 'internal' }, 500);
});

export default app;

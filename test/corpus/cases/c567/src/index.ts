import { Hono } from 'hono';
import { logger } from 'hono/logger';
import { secureHeaders } from 'hono/secure-headers';
import { csrf } from 'hono/csrf';
import { noStore } from './middleware/no-store';
import { account } from './routes/account';
import { admin } from './routes/admin';
import { products } from './routes/products';
import type { AppEnv } from './env';

const app = new Hono<AppEnv>();

app.use(logger());
app.use(secureHeaders());
app.use(csrf());
app.use('/admin/*', noStore);

app.route('/account', account);
app.route('/admin', admin);
app.route('/products', products);

app.onError((err, c) => {
  console.error(err);
  return c.json({ error: 'internal' }, 500);
});

export default app;

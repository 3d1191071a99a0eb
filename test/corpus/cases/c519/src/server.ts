import express from 'express';
import session from 'express-session';
import { RedisStore } from 'connect-redis';
import { createClient } from 'redis';
import { router as auth } from './auth/router';
import { router as invoices } from './invoices/router';
import { env } from './env';

const redis = createClient({ url: env.REDIS_URL });
redis.on('error', (e) => console.error('redis', e));

export async function start() {
  await redis.connect();
  const app = express();
  app.set('trust proxy', 1);
  app.use(express.json({ limit: '200kb' }));
  app.use(
    session({
      name: 'app.sid',
      store: new RedisStore({ client: redis, prefix: 'app:' }),
      secret: env.SESSION_SECRET,
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, secure: env.isProd, sameSite: 'lax', maxAge: 1000 * 60 * 60 * 8 },
    }),
  );
  app.use('/auth', auth);
  app.use('/invoices', invoices);
  app.use((err: Error, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
    console.error(err);
    res.status(500).json({ error: 'internal' });
  });
  return app.listen(env.PORT);
}

import express from 'express';
import session from 'express-session';
import MongoStore from 'connect-mongo';
import { privateResponses } from './middleware/headers.js';
import { auth } from './routes/auth.js';
import { profile } from './routes/profile.js';

export function createApp({ mongoUrl, secret }) {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: '100kb' }));
  app.use(
    session({
      secret,
      store: MongoStore.create({ mongoUrl, ttl: 3600 }),
      resave: false,
      saveUninitialized: false,
      cookie: { maxAge: 3600_000, sameSite: 'lax', secure: 'auto' },
    }),
  );
  app.use('/api', privateResponses);
  app.use('/api/auth', auth);
  app.use('/api/profile', profile);
  return app;
}

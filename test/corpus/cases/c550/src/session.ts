import session from 'express-session';
import { RedisStore } from 'connect-redis';
import { redis } from './redis';

export const SESSION_NAME = 'blog.sid';

export const sessionMiddleware = session({
  name: SESSION_NAME,
  secret: process.env.SESSION_SECRET!,
  store: new RedisStore({ client: redis, prefix: 'blog:' }),
  resave: false,
  saveUninitialized: false,
  cookie: { path: '/', httpOnly: true, maxAge: 1000 * 60 * 60 * 24 },
});

declare module 'express-session' {
  interface SessionData {
    userId?: string;
  }
}

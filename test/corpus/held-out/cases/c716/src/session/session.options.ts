import * as connectRedis from 'connect-redis';
import * as session from 'express-session';
import { redis } from '../redis';

const RedisStore = connectRedis(session);

export const sessionOptions: session.SessionOptions = {
  name: 'claims.sid',
  secret: process.env.SESSION_SECRET!.split(','),
  store: new RedisStore({ client: redis, prefix: 'claims:sess:' }),
  resave: false,
  rolling: true,
  saveUninitialized: false,
  cookie: { httpOnly: true, secure: true, sameSite: 'lax', maxAge: 30 * 60 * 1000 },
};

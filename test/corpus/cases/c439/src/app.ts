import express from 'express';
import session from 'express-session';
import connectRedis from 'connect-redis';
import Redis from 'ioredis';
import passport from 'passport';
import { container } from './container';
import { AuthController } from './controllers/auth.controller';

const RedisStore = connectRedis(session);

export function createApp() {
  const app = express();
  app.set('trust proxy', 1);
  app.use(express.urlencoded({ extended: false }));
  app.use(
    session({
      name: 'desk',
      store: new RedisStore({ client: new Redis(process.env.REDIS_URL) }),
      secret: process.env.SESSION_SECRET as string,
      resave: false,
      saveUninitialized: false,
      cookie: { secure: true, maxAge: 8 * 60 * 60 * 1000 },
    }),
  );
  app.use(passport.initialize());
  app.use(passport.session());

  const auth = container.get(AuthController);
  app.use(auth.path, auth.router);
  return app;
}

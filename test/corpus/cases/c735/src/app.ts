import Fastify from 'fastify';
import cookie from '@fastify/cookie';
import session from '@fastify/session';
import helmet from '@fastify/helmet';
import RedisStore from 'connect-redis';
import Redis from 'ioredis';
import account from './routes/account';

export function build() {
  const app = Fastify({ logger: true, trustProxy: true });
  const redis = new Redis(process.env.REDIS_URL!);

  app.register(helmet, { contentSecurityPolicy: false });
  app.register(cookie);
  app.register(session, {
    secret: process.env.SESSION_SECRET!,
    store: new RedisStore({ client: redis, prefix: 'gym:' }) as any,
    cookie: { path: '/', secure: 'auto', maxAge: 1000 * 60 * 60 * 24 },
    saveUninitialized: false,
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.register(account, { prefix: '/account' });
  return app;
}

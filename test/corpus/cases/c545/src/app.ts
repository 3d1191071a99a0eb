import Fastify from 'fastify';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import db from './plugins/db';
import passwords from './plugins/passwords';
import requireSession from './plugins/require-session';
import accountRoutes from './modules/account/account.routes';
import machineRoutes from './modules/machines/machine.routes';

export async function buildApp() {
  const app = Fastify({ logger: { level: process.env.LOG_LEVEL ?? 'info' } });
  await app.register(helmet);
  await app.register(rateLimit, { max: 200, timeWindow: '1 minute' });
  await app.register(cookie);
  await app.register(db);
  await app.register(passwords);
  await app.register(requireSession);
  await app.register(accountRoutes, { prefix: '/account' });
  await app.register(machineRoutes, { prefix: '/machines' });
  return app;
}

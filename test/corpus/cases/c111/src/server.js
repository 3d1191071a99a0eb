import Fastify from 'fastify';
import cookie from '@fastify/cookie';
import session from '@fastify/session';
import ConnectRedis from 'connect-redis';
import { redis } from './redis.js';

const app = Fastify();
await app.register(cookie);
await app.register(session, { secret: process.env.SESSION_SECRET, store: new ConnectRedis({ client: redis }) });

app.get('/logout', async (request, reply) => {
  await request.session.destroy();
  return reply.redirect('/login');
});

await app.listen({ port: 3000 });

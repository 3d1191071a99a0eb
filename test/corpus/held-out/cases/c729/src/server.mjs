import Fastify from 'fastify';
import cookie from '@fastify/cookie';
import redis from '@fastify/redis';
import { httpDefaults } from './plugins/http-defaults.mjs';
import { sessions } from './plugins/sessions.mjs';
import { profile } from './routes/profile.mjs';

const app = Fastify({ logger: { level: process.env.LOG_LEVEL ?? 'info' } });

await app.register(cookie, { secret: process.env.COOKIE_SECRET });
await app.register(redis, { url: process.env.REDIS_URL });
await app.register(httpDefaults);
await app.register(sessions);
await app.register(profile, { prefix: '/api' });

await app.listen({ port: Number(process.env.PORT ?? 8080), host: '0.0.0.0' });

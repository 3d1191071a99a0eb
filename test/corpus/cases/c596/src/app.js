import Fastify from 'fastify';
import env from '@fastify/env';
import jwt from '@fastify/jwt';
import sensible from '@fastify/sensible';
import auth from './auth.js';
import trips from './trips.js';

const schema = {
  type: 'object',
  required: ['JWT_SECRET', 'MONGO_URL'],
  properties: {
    JWT_SECRET: { type: 'string' },
    JWT_TTL: { type: 'string', default: '90d' },
    MONGO_URL: { type: 'string' },
    PORT: { type: 'number', default: 8080 },
  },
};

export async function build() {
  const app = Fastify({ logger: true, trustProxy: true });
  await app.register(env, { schema, dotenv: true });
  await app.register(sensible);
  await app.register(jwt, {
    secret: app.config.JWT_SECRET,
    sign: { expiresIn: app.config.JWT_TTL },
  });

  app.decorate('onlyDrivers', async (request, reply) => {
    try {
      await request.jwtVerify();
    } catch (err) {
      return reply.unauthorized();
    }
    if (request.user.kind !== 'driver') return reply.forbidden();
  });

  app.register(auth, { prefix: '/auth' });
  app.register(trips, { prefix: '/trips' });
  return app;
}

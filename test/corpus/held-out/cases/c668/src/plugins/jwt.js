import fp from 'fastify-plugin';
import jwt from '@fastify/jwt';
import cookie from '@fastify/cookie';

export default fp(async function jwtPlugin(app, opts) {
  await app.register(cookie);
  await app.register(jwt, {
    secret: opts.jwtSecret,
    cookie: { cookieName: 'at', signed: false },
    sign: { iss: 'tickets', expiresIn: '10m' },
    verify: { allowedIss: 'tickets' },
    trusted: async (_request, decoded) => {
      const alive = await app.redis.exists(app.sessionKey(decoded.sid));
      return alive === 1;
    },
  });

  app.decorate('sessionKey', (sid) => `tickets:session:${sid}`);
  app.decorate('guard', async (request) => {
    await request.jwtVerify();
  });
});

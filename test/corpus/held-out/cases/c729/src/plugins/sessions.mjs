import fp from 'fastify-plugin';
import { randomBytes } from 'node:crypto';

const key = (id) => `sess/${id}`;

export const sessions = fp(async (app) => {
  app.decorateRequest('login', null);

  app.addHook('onRequest', async (request) => {
    const signed = request.cookies.sid ? request.unsignCookie(request.cookies.sid) : null;
    if (!signed?.valid) return;
    const stored = await app.redis.get(key(signed.value));
    if (stored) request.login = { id: signed.value, ...JSON.parse(stored) };
  });

  app.decorate('startLogin', async (data) => {
    const id = randomBytes(24).toString('hex');
    await app.redis.setex(key(id), 3600 * 10, JSON.stringify(data));
    return id;
  });
  app.decorate('endLogin', (id) => app.redis.del(key(id)));
});
